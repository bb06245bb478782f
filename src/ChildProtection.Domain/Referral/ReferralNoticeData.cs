using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Referral;

/// <summary>A child's case was opened; the decision on the referral is due.</summary>
public sealed record ReferralReceivedNotice : NotificationData
{
    public required DateOnly ReceivedOn { get; init; }

    public required DateOnly DecisionDueOn { get; init; }
}

/// <summary>What became of the recipient's referral: whether anything follows, not what, and no reason.</summary>
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

    /// <summary>The authority looks into it. Whether by assessment or enquiry is not the referrer's to know.</summary>
    FurtherAction,
}
