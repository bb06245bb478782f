using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Referral;

/// <summary>A referral and the decision on it.</summary>
internal static class ReferralStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<ReferralReceived>
            {
                Title = "Referral received",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.BusinessSupport, Role.Agency],
                Allowed = new("A referral opens a new case; a case that exists cannot take one.", "census guide 4.2", _ => false),
                Handler = (_, _) => throw new InvalidOperationException("A referral opens a case; an existing case does not decide on it."),
                Notices = [ReferralNotices.Received],
                OnPlan = true,
            },
            new EventDefinition<ReferralDecision>
            {
                Title = "Decision on the referral",
                Roles = [Role.TeamManager],
                Allowed = new(
                    "The referral must still wait for its decision.",
                    "domain 3.6 A, E02",
                    state => state.Has(DeadlineKinds.ReferralDecision)),
                Handler = Referrals.Decide,
                Notices = [ReferralNotices.Outcome],
                OnPlan = false,
            },
        ],
    };
}
