using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Oversight;

/// <summary>Decisions on approvals, restrictions of the case, and the policy it runs under.</summary>
internal static class OversightStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<ApprovalDecided>
            {
                Title = "Decision on an approval",
                Roles = ApprovalRules.Deciders,
                Indirect = true,
                Allowed = new("An approval must wait for a decision.", "domain 3.2, E56", state => state.Approvals.Count > 0),
                Handler = ApprovalDecisions.Decide,
                Notices = [ConferenceNotices.ParentNotExcluded, PlanNotices.Ended, TeamTransfers.Told],
                OnPlan = false,
            },
            new EventDefinition<DutyWaived>
            {
                Title = "Duty waived",
                Roles = [Role.ServiceManager, Role.HeadOfService],
                Allowed = new(
                    "A letter, a record, notes or an answer to the plan must be overdue.", "domain 3.2, E65", DutyWaivers.HasAny),
                Handler = DutyWaivers.Decide,
                Notices = [],
                OnPlan = false,
            },
            OfRestriction<CaseRestricted>("Case restricted", Restrictions.Decide),
            OfRestriction<RestrictionReviewed>("Restriction reviewed", Restrictions.Decide),
            OfRestriction<RestrictionAgreed>("Restriction agreed to", Restrictions.Decide),
            OfRestriction<RestrictionDeclined>("Restriction declined", Restrictions.Decide),
            OfRestriction<RestrictionLifted>("Restriction lifted", Restrictions.Decide),
            new EventDefinition<TeamChanged>
            {
                Title = "Team changed",
                Roles = [Role.TeamManager, Role.ServiceManager],
                Allowed = Precondition.OpenCase("domain 3.2, E63"),
                Handler = TeamTransfers.Decide,
                Notices = [TeamTransfers.Told],
                OnPlan = false,
            },
            new EventDefinition<ProfileChanged>
            {
                Title = "Profile changed",
                Roles = [Role.Administrator],
                Allowed = Precondition.OpenCase("domain 3.2, E51"),
                Handler = PolicyChange.Decide,
                Notices = [PolicyNotices.DeadlinesMoved],
                OnPlan = false,
            },
            new EventDefinition<CalendarChanged>
            {
                Title = "Calendar changed",
                Roles = [Role.Administrator],
                Allowed = Precondition.OpenCase("domain 5.1, R10"),
                Handler = PolicyChange.Decide,
                Notices = [PolicyNotices.DeadlinesMoved],
                OnPlan = false,
            },
        ],
        Notices = [ApprovalNotices.Waiting, ApprovalNotices.Answered],
    };

    /// <summary>A change of who may see the case, raised by a route of its own.</summary>
    private static EventDefinition<T> OfRestriction<T>(string title, Func<DecisionBuilder, T, Decision> decide)
        where T : CaseEvent, INamedEvent => new()
        {
            Title = title,
            Roles = [Role.ServiceManager, Role.HeadOfService],
            Indirect = true,
            Allowed = new("Any case can take it, open or closed.", "baseline, restricted cases", _ => true),
            Handler = decide,
            Notices = [RestrictionNotices.Told],
            OnPlan = false,
        };
}
