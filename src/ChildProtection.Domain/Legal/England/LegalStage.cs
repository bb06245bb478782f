using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Legal.England;

/// <summary>Legal planning, and England's way to court.</summary>
internal static class LegalStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<LegalPlanningRequested>
            {
                Title = "Legal planning requested",
                Roles = [Role.SocialWorker, Role.TeamManager],
                Allowed = new("Further action must be decided, and no legal planning meeting may be due already.", "S3-66",
                    state => state.Underway && !state.Has(DeadlineKinds.LegalPlanningMeeting)),
                Handler = LegalSteps.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<LegalPlanningHeld>
            {
                Title = "Legal planning held",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = new("A legal planning meeting must be due. Ask for it first.", "domain 3.2, E33",
                    state => state.Has(DeadlineKinds.LegalPlanningMeeting)),
                Handler = LegalSteps.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<PreProceedingsLetterSent>
            {
                Title = "Letter before proceedings sent",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = new(
                    "England's legal route must apply, with neither pre-proceedings nor care proceedings under way.",
                    "domain 2.3, preProceedingsMax",
                    state => InEngland(state) && !state.Has(DeadlineKinds.PreProceedings) && !state.Has(DeadlineKinds.CareProceedings)),
                Handler = (change, _) => LegalSteps.SendLetter(change),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<PreProceedingsMeetingHeld>
            {
                Title = "Meeting under pre-proceedings held",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = PreProceedings("domain 3.2, E34"),
                Handler = (change, _) => change.Accept("Meeting under pre-proceedings held"),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<PreProceedingsEnded>
            {
                Title = "Pre-proceedings ended",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = PreProceedings("domain 3.2, E34"),
                Handler = LegalSteps.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<ProceedingsIssued>
            {
                Title = "Care proceedings issued",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = new("England's legal route must apply, with no care proceedings under way.", "domain 2.3, careProceedingsMax",
                    state => InEngland(state) && !state.Has(DeadlineKinds.CareProceedings)),
                Handler = (change, _) => LegalSteps.Issue(change),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<OrderMade>
            {
                Title = "Order made",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = new("Further action must be decided, and England's legal route must apply.", "domain 3.2, E35", InEngland),
                Handler = LegalSteps.Decide,
                Notices = [PlanNotices.Ended, ChildStatusNotices.Changed(ChildStatusChange.OrderMade)],
                OnPlan = false,
            },
        ],
    };

    private static Precondition PreProceedings(string rule) =>
        new(
            "Pre-proceedings must be under way. Record the letter first.",
            rule,
            state => state.Has(DeadlineKinds.PreProceedings));

    private static bool InEngland(CaseState state) => state.Underway && !state.Regions.Legal.ThroughConvenor;
}
