using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Visits;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Conference;

/// <summary>Conferences and their papers.</summary>
internal static class ConferenceStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<ConferenceRequested>
            {
                Title = "Conference requested",
                Roles = [Role.TeamManager, Role.Agency],
                Allowed = Precondition.FurtherAction("domain 3.2, E07"),
                Handler = ConferenceRequests.Decide,
                Notices = [DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
            new EventDefinition<ConferenceBooked>
            {
                Title = "Conference booked",
                Roles = [Role.BusinessSupport, Role.ConferenceChair],
                ForSeveralChildren = true,
                Allowed = new("A conference must be needed, and the outcome of the one before must be recorded.", "domain 3.6 A, E08",
                    state => state.Stage is ConferencePending or OutlinePlan or PlanActive or TransferredOutPending
                        && state.Conference is not { OpenedOn: not null }),
                Handler = ConferenceArrangements.Decide,
                Notices = [ConferenceNotices.Booked],
                OnPlan = false,
            },
            new EventDefinition<ReportShared>
            {
                Title = "Report shared",
                Roles = [Role.SocialWorker, Role.Agency],
                Allowed = Booked("S2-08"),
                Handler = ConferenceArrangements.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<ConferenceRescheduled>
            {
                Title = "Conference rescheduled",
                Roles = [Role.BusinessSupport, Role.ConferenceChair, Role.SocialWorker],
                ForSeveralChildren = true,
                Allowed = Booked("domain 3.6 B, rescheduling"),
                Handler = ConferenceArrangements.Decide,
                Notices = [ConferenceNotices.Rescheduled],
                OnPlan = false,
            },
            new EventDefinition<ConferenceInquorate>
            {
                Title = "Conference inquorate",
                Roles = [Role.ConferenceChair],
                ForSeveralChildren = true,
                Allowed = Booked("domain 2.3, quorum"),
                Handler = ConferenceArrangements.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<ConferenceHeld>
            {
                Title = "Conference held",
                Roles = [Role.ConferenceChair],
                ForSeveralChildren = true,
                Allowed = new("An enquiry must have found that a conference is needed, or a plan must be in force.", "domain 3.6 A, E12",
                    state => state.Stage is ConferencePending or OutlinePlan or PlanActive or ReviewInSession or TransferredOutPending),
                Handler = Conferences.Decide,
                Notices =
                [
                    ConferenceNotices.Decision, PlanNotices.Made, ConferenceNotices.PlanContinued, PlanNotices.Ended, PlanNotices.Repeated,
                    VisitNotices.Alerts, ChairNotices.Changed, ChairNotices.Involved,
                ],
                OnPlan = true,
            },
            new EventDefinition<ConferenceRecordConfirmed>
            {
                Title = "Conference record confirmed",
                Roles = [Role.ConferenceChair],
                Allowed = new("Somebody must have recorded a conference for its chair.", "S2-11", state => state.Unconfirmed.Count > 0),
                Handler = ConferenceChairs.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<DecisionLetterSent>
            {
                Title = "Decision letter sent",
                Roles = [Role.BusinessSupport, Role.ConferenceChair],
                ForSeveralChildren = true,
                Allowed = new("A conference's decision letter must be due.", "domain 2.3, decisionLetter",
                    state => state.Has(DeadlineKinds.DecisionLetter)),
                Handler = ConferencePapers.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<ConferenceRecordIssued>
            {
                Title = "Conference record issued",
                Roles = [Role.BusinessSupport, Role.ConferenceChair],
                ForSeveralChildren = true,
                Allowed = new("A conference's record must be due.", "domain 2.3, conferenceRecord",
                    state => state.Has(DeadlineKinds.ConferenceRecord)),
                Handler = ConferencePapers.Decide,
                Notices = [],
                OnPlan = false,
            },
        ],
    };

    private static Precondition Booked(string rule) =>
        new("A conference must be booked.", rule, state => state.Conference is { OpenedOn: null });
}
