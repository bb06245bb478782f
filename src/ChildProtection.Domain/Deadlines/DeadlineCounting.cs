using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Deadlines;

/// <summary>
/// The due date of a duty: the profile's count, unless the plan, another end or an order's own words make it earlier or exact.
/// </summary>
internal static class DeadlineCounting
{
    public static (DueDate Due, string Because) Count(
        ProcedureProfile profile, WorkingDayCalendar calendar, ProcedureParameter parameter, DeadlineRequest request)
    {
        var counting = profile.Count(calendar);
        if (request.EndsAt is { } endsAt)
            return (counting.Stated(endsAt), "");
        if (parameter.Unit == ParameterUnit.Hours)
            return (FromMoment(counting, parameter, request), "");
        var (due, because) = Planned(
            counting, ProfileDueDates.Compute(profile, calendar, parameter.Name, request.AnchorOn), parameter, request);
        if (request.NotAfter is not { } earlier || earlier.On >= due.DueOn)
            return (due, because);
        return (
            counting.After(earlier.On, Period.CalendarDays(0)),
            $"{earlier.Why} comes before the end of {parameter.Period} ({CountingText.Date(due.DueOn)}) and counts. ");
    }

    /// <summary>The day from which on it is expected; null when any day up to the due date will do.</summary>
    public static DueDate? Earliest(
        ProcedureProfile profile, WorkingDayCalendar calendar, DeadlineKind kind, DeadlineRequest request, DateOnly dueOn)
    {
        if (kind.EarliestParameter is not { } name || profile.Period(name) is not { Value: > 0 } period)
            return null;
        var earliest = profile.Count(calendar).After(request.AnchorOn, period);
        return earliest.DueOn < dueOn ? earliest : null;
    }

    private static DueDate FromMoment(Counting counting, ProcedureParameter parameter, DeadlineRequest request) =>
        counting.AfterHours(
            request.AnchorAt
                ?? throw new DeadlineException(
                    $"A deadline of kind '{request.Kind}' runs in hours: give the moment from which it runs, not only the date."),
            parameter.Period.Value);

    private static (DueDate Due, string Because) Planned(
        Counting counting, DueDate due, ProcedureParameter parameter, DeadlineRequest request)
    {
        if (request.PlanPeriod is not { } planned)
            return (due, "");
        var own =
            parameter.Direction == CountDirection.Before
                ? counting.Before(request.AnchorOn, planned)
                : counting.After(request.AnchorOn, planned);
        if (own.DueOn < due.DueOn && request.PlanAnchorOn is { } plannedFrom)
            own = counting.After(plannedFrom, planned);
        return own.DueOn < due.DueOn
            ? (own, $"Of the plan's {planned} and the profile's {parameter.Period} the plan's end first and count. ")
            : (due, $"Of the plan's {planned} and the profile's {parameter.Period} the profile's count, as the plan's end no earlier. ");
    }
}
