using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Plan;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Closure;

/// <summary>How plans and cases end.</summary>
internal static class ClosureStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<EndNoticesSent>
            {
                Title = "End-of-plan notices sent",
                Roles = [Role.BusinessSupport, Role.SocialWorker],
                Allowed = new("The plan must have ended, and its notices must be due.", "domain 2.3, endNotification",
                    state => state.Has(DeadlineKinds.EndNotification)),
                Handler = (change, _) => OwedPapers.Give(change, DeadlineKinds.EndNotification, "End-of-plan notices sent"),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<CinPlanReviewed>
            {
                Title = "Child in Need plan reviewed",
                Roles = [Role.SocialWorker],
                Allowed = new("A Child in Need plan must be in force.", "domain 3.6 A, E47", state => state.Has(DeadlineKinds.CinReview)),
                Handler = StepDown.Review,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<CinPlanEnded>
            {
                Title = "Child in Need plan ended",
                Roles = [Role.SocialWorker],
                Allowed = new("A Child in Need plan must be in force.", "domain 3.6 A, E47", state => state.Stage == StepDownCin),
                Handler = StepDown.End,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<PlanEnded>
            {
                Title = "Plan ended without a conference",
                Roles = [Role.TeamManager, Role.ConferenceChair],
                Allowed = new("A plan must be in force, and nobody may have requested its end yet.", "domain 3.6 A, E46",
                    state => state.HasCoreGroup && !EndIsAskedFor(state)),
                Handler = PlanEnding.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<LeftUkPermanently>
            {
                Title = "Left the United Kingdom for good",
                Roles = [Role.TeamManager, Role.ConferenceChair],
                Allowed = new(
                    "No enquiry or conference may be under way, and nobody may have requested the plan's end yet.", "domain 3.2, E45",
                    state => state.Stage is Assessing or StepDownCin or LookedAfter || (state.HasCoreGroup && !EndIsAskedFor(state))),
                Handler = Departures.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.LeftUk)],
                OnPlan = false,
            },
            new EventDefinition<ChildDied>
            {
                Title = "Child died",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                MayPrecedeReferral = true,
                Allowed = new(
                    "The case must be open and the child born; for an unborn child record that the pregnancy has ended.",
                    "census rule 8920",
                    state => state.Stage != Closed && state.Born),
                Handler = Departures.Decide,
                Notices = [PlanNotices.Ended, ChildStatusNotices.Changed(ChildStatusChange.Died)],
                OnPlan = false,
            },
            new EventDefinition<ChildTurned18>
            {
                Title = "Eighteenth birthday",
                Roles = [Role.Administrator],
                Indirect = true,
                Allowed = new("Nobody raises it: the case's own timer does.", "domain 3.2, E44", _ => false),
                Handler = (_, _) => throw new InvalidOperationException("The case's timer brings the birthday; nobody raises it."),
                Notices = [PlanNotices.Ended, ChildStatusNotices.Turned18],
                OnPlan = false,
            },
            new EventDefinition<CaseClosed>
            {
                Title = "Case closed",
                Roles = [Role.TeamManager],
                Allowed = new(
                    "The referral must be decided, and no child protection plan, enquiry or conference may be under way.",
                    "domain 3.3, E48",
                    state => state.Stage is Assessing or StepDownCin or LookedAfter
                        || state is { Stage: Referred, Regions.Transfer.Status: TransferStatus.InTemporary }),
                Handler = ClosureByManager.Decide,
                Notices = [],
                OnPlan = false,
            },
        ],
    };

    private static bool EndIsAskedFor(CaseState state) => state.ApprovalOf(ApprovalKind.PlanEndingWithoutConference) is not null;
}
