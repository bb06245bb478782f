using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>How often a plan may say: at least once, in days or longer, and no visit interval beyond the cap (domain 3.2, plan against profile).</summary>
internal static class PlanIntervals
{
    public static Rejected? WhyNot(CaseChange change, ConferenceHeld data) =>
        WhyNot(data.CoreGroupFrequency, "/data/coreGroupFrequency")
        ?? WhyNot(data.VisitInterval, "/data/visitInterval")
        ?? WhyNotCapped(change, data.VisitInterval);

    private static Rejected? WhyNot(Period? period, string field)
    {
        const string rule = "S0-19";
        if (period is null)
            return null;
        if (period.Unit == PeriodUnit.Hours)
            return CaseChange.Invalid(field + "/unit", rule, "must be one of workingDays, calendarDays, weeks, months");
        var year = period.Unit switch { PeriodUnit.Months => 12, PeriodUnit.Weeks => 52, PeriodUnit.WorkingDays => 261, _ => 366 };
        return period.Value < 1 || period.Value > year
            ? CaseChange.Invalid(field + "/value", rule, $"must be from 1 to {year}")
            : null;
    }

    private static Rejected? WhyNotCapped(CaseChange change, Period? interval)
    {
        if (interval is null)
            return null;
        var planned = change.Context.Profile.Count(change.Context.Calendar).After(change.On, interval).DueOn;
        var cap = change.Due("visitCap", change.On).DueOn;
        return planned > cap
            ? CaseChange.Invalid("/data/visitInterval", "domain 2.3, visitInterval", $"must not be longer than the cap; counted from the conference it may reach {Words.Date(cap)} at the latest")
            : null;
    }
}
