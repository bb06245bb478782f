using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Plan;

/// <summary>The child protection plan: its versions, what parties say to it, its actions, who leads it.</summary>
internal static class PlanStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<PlanVersionPublished>
            {
                Title = "Plan version published",
                Roles = [Role.SocialWorker],
                Allowed = new("A plan must be in force, and its core group must have agreed the detailed plan.", "domain 4, versions",
                    state => state.PlanInForce && state.Plan!.Version >= 1),
                Handler = PlanVersions.Decide,
                Notices = [PlanNotices.Made, PlanNotices.Published],
                OnPlan = true,
            },
            new EventDefinition<PlanAccepted>
            {
                Title = "Plan accepted",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.PlanInForce("S3-29"),
                Handler = SignOff.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<PlanDeclined>
            {
                Title = "Plan declined",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.PlanInForce("S3-33"),
                Handler = SignOff.Decide,
                Notices = [PlanNotices.Declined],
                OnPlan = true,
            },
            new EventDefinition<PlanExplained>
            {
                Title = "Plan explained",
                Roles = [Role.SocialWorker],
                Allowed = Precondition.PlanInForce("S3-19"),
                Handler = PlanInformation.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<AdultRecordCopied>
            {
                Title = "Plan placed on an adult record",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.PlanInForce("S3-31"),
                Handler = PlanInformation.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<ActionCompleted>
            {
                Title = "Action of the plan completed",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = UnfinishedAction("domain 3.2, E26"),
                Handler = PlanActions.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<ActionOverrun>
            {
                Title = "Action of the plan takes longer",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = UnfinishedAction("domain 3.2, E26"),
                Handler = PlanActions.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<ActionVaried>
            {
                Title = "Action of the plan given another date",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = UnfinishedAction("domain 3.2, E26"),
                Handler = PlanActions.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<LeadSocialWorkerNamed>
            {
                Title = "Lead social worker named",
                Roles = [Role.TeamManager, Role.ConferenceChair],
                Allowed = Precondition.FurtherAction("domain 3.2, E13"),
                Handler = LeadWorker.Decide,
                Notices = [PlanNotices.Made, PlanNotices.LeadSocialWorker],
                OnPlan = true,
            },
            new EventDefinition<LeadSocialWorkerChanged>
            {
                Title = "Lead social worker changed",
                Roles = [Role.TeamManager, Role.ConferenceChair],
                Allowed = new("Further action must be decided, and the case must have a lead social worker.", "domain 3.2, E13",
                    state => state.Underway && state.LeadSocialWorker is not null),
                Handler = LeadWorker.Decide,
                Notices = [PlanNotices.LeadSocialWorker],
                OnPlan = true,
            },
            new EventDefinition<WorkerAllocated>
            {
                Title = "Worker allocated",
                Roles = [Role.TeamManager, Role.ServiceManager],
                Allowed = Precondition.FurtherAction("domain 3.2, E61"),
                Handler = Allocations.Decide,
                Notices = [PlanNotices.Made, PlanNotices.LeadSocialWorker],
                OnPlan = true,
            },
            new EventDefinition<WorkerReleased>
            {
                Title = "Worker released",
                Roles = [Role.TeamManager, Role.ServiceManager],
                Allowed = new("Further action must be decided, and a worker must be allocated.", "domain 3.2, E62",
                    state => state.Underway && (state.LeadSocialWorker is not null || state.Allocation is { Workers.Count: > 0 })),
                Handler = Allocations.Decide,
                Notices = [],
                OnPlan = true,
            },
        ],
    };

    private static Precondition UnfinishedAction(string rule) =>
        new("A plan must be in force, with an action that is not done yet.", rule,
            state => state.PlanInForce && state.Plan!.Actions.Any(action => action.CompletedOn is null));
}
