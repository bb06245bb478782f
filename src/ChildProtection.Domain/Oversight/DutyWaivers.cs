using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// What nobody did for a month ends as not done: late in every measure, and no longer escalated day after day. What is urgent is never
/// waived.
/// </summary>
internal static class DutyWaivers
{
    private const int WorkingDays = 20;

    private const string Rule = "domain 3.2, E65";

    public static bool HasAny(CaseState state) => state.Deadlines.Any(IsOne);

    public static Decision Decide(DecisionBuilder change, DutyWaived data)
    {
        if (change.State.Deadlines.FirstOrDefault(one => one.Id == data.DeadlineId && IsOne(one)) is not { } overdue)
            return DecisionBuilder.Invalid(
                "/data/deadlineId",
                Rule,
                "must be an overdue letter, record, notes or answer to the plan: "
                    + string.Join(", ", change.State.Deadlines.Where(IsOne).Select(one => one.Id)));
        if (ApprovalBars.Validate(change.State, overdue, change.Signal.Actor.Subject, Role.ServiceManager) is { } barred)
            return barred;
        var from = change.Context.Calendar.AddWorkingDays(overdue.DueOn, WorkingDays);
        if (change.OccurredOn < from)
            return DecisionBuilder.Invalid(
                "/data/deadlineId", Rule, $"may be waived from {DateText.Date(from)} on; until then the duty must be done");
        change.IsActivity = false;
        change.EndNotDone(overdue, change.OccurredOn);
        return change.Accept($"{overdue.Title} ({overdue.Id}) will not be done; it stays late");
    }

    private static bool IsOne(Deadline deadline) =>
        deadline.Status == DeadlineStatus.Overdue && DeadlineKinds.NotDoneWhenLate.Contains(deadline.Kind);
}
