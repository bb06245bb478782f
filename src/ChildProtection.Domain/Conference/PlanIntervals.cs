using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// How often a plan may say: at least once, in days or longer, and no visit interval beyond the cap (domain 3.2, plan against profile).
/// </summary>
internal static class PlanIntervals
{
    public static Rejected? Validate(DecisionBuilder change, ConferenceHeld data) =>
        Validate(data.CoreGroupFrequency, "/data/coreGroupFrequency")
        ?? Validate(data.VisitInterval, "/data/visitInterval")
        ?? ValidateCap(change, data.VisitInterval);

    private static Rejected? Validate(Period? period, string field)
    {
        const string rule = "S0-19";
        if (period is null)
            return null;
        if (period.Unit == PeriodUnit.Hours)
            return DecisionBuilder.Invalid(field + "/unit", rule, "must be one of workingDays, calendarDays, weeks, months");
        var year = period.Unit switch { PeriodUnit.Months => 12, PeriodUnit.Weeks => 52, PeriodUnit.WorkingDays => 261, _ => 366 };
        return period.Value < 1 || period.Value > year
            ? DecisionBuilder.Invalid(field + "/value", rule, $"must be from 1 to {year}")
            : null;
    }

    private static Rejected? ValidateCap(DecisionBuilder change, Period? interval)
    {
        if (interval is null)
            return null;
        var planned = change.Context.Profile.Count(change.Context.Calendar).After(change.OccurredOn, interval).DueOn;
        var cap = change.Due("visitCap", change.OccurredOn).DueOn;
        return planned > cap
            ? DecisionBuilder.Invalid(
                "/data/visitInterval",
                "domain 2.3, visitInterval",
                $"must not be longer than the cap; counted from the conference it may reach {DateText.Date(cap)} at the latest")
            : null;
    }
}
