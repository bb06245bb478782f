using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Referral;

/// <summary>Notices about a referral.</summary>
internal static class ReferralNotices
{
    public static Notice Received { get; } =
        Notice.Of(ForPeople<ReferralReceivedNotice>("referralReceived", "A referral was received",
            "Read the referral and decide on it within one working day.").AtOnce(), TellReceived);

    public static Notice Outcome { get; } =
        Notice.Of<ReferralDecision>(ForAgencies<ReferralOutcomeNotice>("referralOutcome", "The outcome of a referral"), TellOutcome);

    private static IEnumerable<Message> TellReceived(Decided decided)
    {
        if (decided.After.FindOpenDeadline(DeadlineKinds.ReferralDecision) is not { } decision)
            return [];
        return Audience.Roles(decided.After, RoleCodes.TeamManager).Telling(new ReferralReceivedNotice
        {
            Child = decided.Child,
            ReceivedOn = decided.After.Referral.ReceivedOn,
            DecisionDueOn = decision.DueOn,
        });
    }

    private static IEnumerable<Message> TellOutcome(Decided decided, ReferralDecision data)
    {
        if (data.InformReferrer != true)
            return [];
        return Audience.Agencies([decided.After.Referral.Agency]).Telling(new ReferralOutcomeNotice
        {
            Child = decided.Child,
            ReceivedOn = decided.After.Referral.ReceivedOn,
            DecidedOn = decided.OccurredOn,
            Outcome = data.Outcome switch
            {
                ReferralOutcome.NoFurtherAction => ReferralFeedback.NoFurtherAction,
                ReferralOutcome.EarlyHelp => ReferralFeedback.EarlyHelp,
                _ => ReferralFeedback.FurtherAction,
            },
        });
    }
}
