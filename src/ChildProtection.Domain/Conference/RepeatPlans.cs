using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// A second or later plan of this authority for the same child raises an alert, the more so the sooner it follows (domain 2.3,
/// repeatPlanAlert).
/// </summary>
internal static class RepeatPlans
{
    public static void Warn(DecisionBuilder change)
    {
        if (change.State.PreviousPlans == 0)
            return;
        var within = Within(change.Context, change.State);
        var soon = within is null ? "" : $", within {within} of the end of the one before";
        change.Warn($"This is the child's child protection plan number {change.State.PreviousPlans + 1} with this authority{soon}.");
    }

    /// <summary>
    /// The shortest of the profile's spans in which the present plan followed the one before; null when it did in none, or when that one's
    /// end is not known.
    /// </summary>
    public static Period? Within(CaseContext context, CaseState state)
    {
        if (state.Plan is not { StartedOn: var startedOn } || state.PreviousPlanEndedOn is not { } ended)
            return null;
        var counting = new Counting(context.Calendar, context.Profile.Zone);
        return context
            .Profile["repeatPlanAlert"]
            .Periods.OrderBy(span => span.Value)
            .FirstOrDefault(span => counting.After(ended, span).DueOn >= startedOn);
    }
}
