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
                Allowed = new("a plan that ended and whose notices are owed", "domain 2.3, endNotification",
                    state => state.Has(DeadlineKinds.EndNotification)),
                Handler = (change, _) => OwedPapers.Give(change, DeadlineKinds.EndNotification, "End-of-plan notices sent"),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<CinPlanReviewed>
            {
                Title = "Child in Need plan reviewed",
                Roles = [Role.SocialWorker],
                Allowed = new("a Child in Need plan", "domain 3.6 A, E47", state => state.Has(DeadlineKinds.CinReview)),
                Handler = StepDown.Review,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<CinPlanEnded>
            {
                Title = "Child in Need plan ended",
                Roles = [Role.SocialWorker],
                Allowed = new("a Child in Need plan", "domain 3.6 A, E47", state => state.Stage == StepDownCin),
                Handler = (change, _) => StepDown.End(change),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<PlanEnded>
            {
                Title = "Plan ended without a conference",
                Roles = [Role.TeamManager, Role.ConferenceChair],
                Allowed = new("a plan in force whose end was not asked for already", "domain 3.6 A, E46",
                    state => state.HasCoreGroup && !EndIsAskedFor(state)),
                Handler = PlanEnding.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<LeftUkPermanently>
            {
                Title = "Left the United Kingdom for good",
                Roles = [Role.TeamManager, Role.ConferenceChair],
                Allowed = new("a case without enquiry or conference, and no end of its plan that was asked for already", "domain 3.2, E45",
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
                Allowed = new("an open case of a born child; for an unborn one raise PregnancyEnded", "census rule 8920",
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
                Allowed = new("nobody to raise it: the case's own timer does", "domain 3.2, E44", _ => false),
                Handler = (_, _) => throw new InvalidOperationException("The birthday comes by the case's timer; nobody raises it."),
                Notices = [PlanNotices.Ended, ChildStatusNotices.Turned18],
                OnPlan = false,
            },
            new EventDefinition<CaseClosed>
            {
                Title = "Case closed",
                Roles = [Role.TeamManager],
                Allowed = new("a case without plan, enquiry or conference", "domain 3.3, E48",
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
