using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Visits;

/// <summary>Visits to the child, and difficulties in seeing it.</summary>
internal static class VisitStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<VisitMade>
            {
                Title = "Visit made",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.FurtherAction("S0-29"),
                Handler = StatutoryVisits.Decide,
                Notices = [VisitNotices.Failed, VisitNotices.AccessConcern],
                OnPlan = true,
            },
            new EventDefinition<VisitFailed>
            {
                Title = "Visit failed",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.FurtherAction("S3-67"),
                Handler = VisitAccess.Decide,
                Notices = [VisitNotices.Failed, VisitNotices.AccessConcern],
                OnPlan = false,
            },
            new EventDefinition<AccessDifficultyReported>
            {
                Title = "Difficulty in seeing the child reported",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.PlanInForce("S3-46"),
                Handler = VisitAccess.Decide,
                Notices = [VisitNotices.AccessConcern],
                OnPlan = false,
            },
            new EventDefinition<AccessActionPlanAgreed>
            {
                Title = "Plan of action for seeing the child agreed",
                Roles = [Role.SocialWorker],
                Allowed = new("A plan must be in force, with an access concern.", "S3-47",
                    state => state.PlanInForce && state.Regions.Access.Status == AccessStatus.AccessConcern),
                Handler = VisitAccess.Decide,
                Notices = [VisitNotices.AccessActionPlan, DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
        ],
    };
}
