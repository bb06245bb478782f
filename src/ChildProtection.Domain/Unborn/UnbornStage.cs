using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Unborn;

/// <summary>A child who is not born yet.</summary>
internal static class UnbornStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<ChildBorn>
            {
                Title = "Child born",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Health,
                MayPrecedeReferral = true,
                Allowed = Unborn("domain 3.6 B, pre-birth"),
                Handler = Births.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.Born)],
                OnPlan = true,
            },
            new EventDefinition<PregnancyEnded>
            {
                Title = "Pregnancy ended",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Health,
                MayPrecedeReferral = true,
                Allowed = Unborn("domain 3.7, T-14"),
                Handler = Births.Decide,
                Notices = [PlanNotices.Ended, ChildStatusNotices.Changed(ChildStatusChange.PregnancyEnded)],
                OnPlan = false,
            },
        ],
    };

    private static Precondition Unborn(string rule) =>
        new("The case must be open and the child not yet born.", rule, state => state.Stage != Closed && !state.Born);
}
