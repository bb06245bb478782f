using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Difficulties;

/// <summary>What comes up while a plan is in force.</summary>
internal static class DifficultyStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<ImplementationDifficulty>
            {
                Title = "Difficulty in carrying out the plan",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Precondition.CoreGroup("S3-60"),
                Handler = ImplementationDifficulties.Decide,
                Notices = [DifficultyNotices.Difficulty],
                OnPlan = false,
            },
            new EventDefinition<ChangeProposed>
            {
                Title = "Change of the plan proposed",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = new(
                    $"A plan must be in force, with fewer than {ChangeProposals.Most} open proposals. Answer one first.",
                    "S0-42",
                    state => state.HasCoreGroup && ChangeProposals.Open(state).Count < ChangeProposals.Most),
                Handler = ChangeProposals.Decide,
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<ChangeDecided>
            {
                Title = "Proposed change decided",
                Roles = [Role.SocialWorker],
                Allowed = new("A proposed change must wait for an answer.", "S0-42",
                    state => state.Has(DeadlineKinds.ChangeProposalAnswer)),
                Handler = ChangeProposals.Decide,
                Notices = [ProposalNotices.Decided],
                OnPlan = true,
            },
            new EventDefinition<UnexpectedEvent>
            {
                Title = "Unexpected event",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                Allowed = new(
                    $"A plan must be in force, with fewer than {UnexpectedEvents.Most} undecided events. Decide on one first.",
                    "S0-36",
                    state => state.HasCoreGroup && state.Regions.UnexpectedEvents.Waiting.Count < UnexpectedEvents.Most),
                Handler = (change, _) => UnexpectedEvents.Open(change),
                Notices = [DifficultyNotices.Unexpected],
                OnPlan = false,
            },
            new EventDefinition<UnexpectedEventDecided>
            {
                Title = "Decision on an unexpected event",
                Roles = [Role.TeamManager],
                Allowed = new("An unexpected event must wait for a decision.", "S0-36",
                    state => state.HasCoreGroup && state.Regions.UnexpectedEvents.Waiting.Count > 0),
                Handler = UnexpectedEvents.Decide,
                Notices = [DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
            new EventDefinition<EscalatedToManager>
            {
                Title = "Escalated to the manager",
                Roles = [Role.SocialWorker],
                Allowed = new("Further action must be decided, and no decision of the manager may be due already.", "S0-32",
                    state => state.Underway && state.ApprovalOf(ApprovalKind.ManagerDecision) is null),
                Handler = UnexpectedEvents.Decide,
                Notices = [DifficultyNotices.Escalated],
                OnPlan = false,
            },
            new EventDefinition<PlanNotWorking>
            {
                Title = "Plan not working",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                Allowed = Precondition.CoreGroup("domain 3.6 B, plan not working"),
                Handler = EarlyReviews.Decide,
                Notices = [DifficultyNotices.NotWorking, DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
            new EventDefinition<EarlyReviewRequested>
            {
                Title = "Early review requested",
                Roles = [Role.SocialWorker, Role.Agency, Role.ConferenceChair],
                Allowed = Precondition.CoreGroup("domain 3.6 B, early review"),
                Handler = EarlyReviews.Decide,
                Notices = [DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
            new EventDefinition<EarlyReviewDecided>
            {
                Title = "Decision on the early review",
                Roles = [Role.ConferenceChair, Role.ServiceManager],
                Allowed = new("A request for an early review must wait for its decision.", "domain 3.6 B, early review",
                    state => state.Has(DeadlineKinds.EarlyReviewDecision)),
                Handler = EarlyReviews.Decide,
                Notices = [DifficultyNotices.EarlyReviewDecided],
                OnPlan = false,
            },
            new EventDefinition<DisputeRaised>
            {
                Title = "Dispute raised",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = new(
                    $"A plan must be in force, with fewer than {Disputes.Most} open disputes. Settle one first.",
                    "S3-69",
                    state => state.HasCoreGroup && state.Regions.Disputes.Count < Disputes.Most),
                Handler = Disputes.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<DisputeStageOutcome>
            {
                Title = "Outcome of a stage of a dispute",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.ServiceManager, Role.HeadOfService],
                Allowed = new(
                    "A plan must be in force, with a dispute that is not resolved.",
                    "S3-69",
                    state => state.HasCoreGroup && state.Regions.Disputes.Count > 0),
                Handler = Disputes.Decide,
                Notices = [DisputeNotices.Resolved, DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
            new EventDefinition<ComplaintReceived>
            {
                Title = "Complaint received",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.BusinessSupport],
                Allowed = new(
                    $"The case must be open, with fewer than {Complaints.Most} open complaints. Answer one first.",
                    "S3-24",
                    state => state.Stage != Closed && state.Regions.Complaints.Waiting.Count < Complaints.Most),
                Handler = Complaints.Decide,
                Notices = [DifficultyNotices.Complaint],
                OnPlan = false,
            },
            new EventDefinition<ComplaintAnswered>
            {
                Title = "Complaint answered",
                Roles = [Role.TeamManager],
                Allowed = new("The case must be open, with a complaint that waits for an answer.", "S3-24",
                    state => state.Stage != Closed && state.Regions.Complaints.Waiting.Count > 0),
                Handler = Complaints.Decide,
                Notices = [],
                OnPlan = false,
            },
        ],
        Notices = [DisputeNotices.Stage, ProposalNotices.Proposed],
    };
}
