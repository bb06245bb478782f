using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Deadlines;

/// <summary>
/// The due date of a duty, and how much time there was: the profile's count, unless the plan, another end or an order's own words make it
/// earlier or exact.
/// </summary>
internal static class DeadlineCounting
{
    public static (DueDate Due, string Limit) Count(
        ProcedureProfile profile, WorkingDayCalendar calendar, ProcedureParameter parameter, DeadlineTerms terms)
    {
        var counting = profile.Count(calendar);
        if (terms.EndsAt is { } endsAt)
        {
            var stated = counting.Stated(endsAt);
            return (stated, stated.Counted);
        }

        if (parameter.Unit == ParameterUnit.Hours)
            return (FromMoment(counting, parameter, terms), LimitText.Of(parameter, parameter.Period));
        var (due, limit) = Planned(
            counting, ProfileDueDates.Compute(profile, calendar, parameter.Name, terms.AnchorOn), parameter, terms);
        if (terms.NotAfter is not { } earlier || earlier.On >= due.DueOn)
            return (due, limit);
        return (
            counting.After(earlier.On, Period.CalendarDays(0)),
            $"{limit} {earlier.Why} comes before {CountingText.Day(due.DueOn)}, so it counts.");
    }

    /// <summary>The first day of the expected window; null when any day up to the due date will do.</summary>
    public static DueDate? Earliest(
        ProcedureProfile profile, WorkingDayCalendar calendar, DeadlineKind kind, DeadlineTerms terms, DateOnly dueOn)
    {
        if (kind.EarliestParameter is not { } name || profile.Period(name) is not { Value: > 0 } period)
            return null;
        var earliest = profile.Count(calendar).After(terms.AnchorOn, period);
        return earliest.DueOn < dueOn ? earliest : null;
    }

    private static DueDate FromMoment(Counting counting, ProcedureParameter parameter, DeadlineTerms terms) =>
        counting.AfterHours(
            terms.AnchorAt
                ?? throw new DeadlineException(
                    $"A deadline of kind '{terms.Kind}' runs in hours: give the moment from which it runs, not only the date."),
            parameter.Period.Value);

    private static (DueDate Due, string Limit) Planned(
        Counting counting, DueDate due, ProcedureParameter parameter, DeadlineTerms terms)
    {
        var usual = LimitText.Of(parameter, parameter.Periods[^1]);
        if (terms.PlanPeriod is not { } planned)
            return (due, usual);
        var own =
            parameter.Direction == CountDirection.Before
                ? counting.Before(terms.AnchorOn, planned)
                : counting.After(terms.AnchorOn, planned);
        if (own.DueOn < due.DueOn && terms.PlanAnchorOn is { } plannedFrom)
            own = counting.After(plannedFrom, planned);
        return own.DueOn < due.DueOn
            ? (own, $"The plan asks for this every {Once(planned)}. That is sooner than the usual {parameter.Period}, so it counts.")
            : (due, $"{usual} The plan asks for this every {Once(planned)}, which is no sooner, so the usual time counts.");
    }

    private static string Once(Period period) => period.Value == 1 ? period.UnitText : period.ToString();
}
