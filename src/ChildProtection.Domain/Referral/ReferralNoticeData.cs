using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Referral;

/// <summary>A child's case was opened; the decision on the referral is due.</summary>
public sealed record ReferralReceivedNotice : NotificationData
{
    public required DateOnly ReceivedOn { get; init; }

    public required DateOnly DecisionDueOn { get; init; }
}

/// <summary>The outcome of the recipient's referral: whether anything follows, but not what or why.</summary>
public sealed record ReferralOutcomeNotice : NotificationData
{
    public required DateOnly ReceivedOn { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public required ReferralFeedback Outcome { get; init; }
}

public enum ReferralFeedback
{
    NoFurtherAction,
    EarlyHelp,

    /// <summary>The authority acts on it. The referrer does not learn whether by assessment or enquiry.</summary>
    FurtherAction,
}
