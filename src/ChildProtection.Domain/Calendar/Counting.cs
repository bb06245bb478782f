using System.Globalization;

namespace ChildProtection.Domain.Calendar;

/// <summary>Counts periods from an anchor, in one calendar and one time zone, and says how (rules R2 to R9).</summary>
/// <param name="calendar">Working days of the jurisdiction.</param>
/// <param name="zone">Where dates are local.</param>
/// <param name="inclusive">The anchor's own day is day 1 (the first working day from it on, in working days); else it is day 0, as rule R2
/// has it.</param>
public sealed class Counting(WorkingDayCalendar calendar, CaseTimeZone zone, bool inclusive = false)
{
    /// <summary>The due date a period after an anchor.</summary>
    /// <exception cref="CalendarException">The count leaves the calendar's years, or the period is in hours.</exception>
    public DueDate After(DateOnly anchor, Period period) => Count(anchor, period, forwards: true);

    /// <summary>The due date a period before an anchor (rule R9).</summary>
    /// <exception cref="CalendarException">The count leaves the calendar's years, or the period is in hours.</exception>
    public DueDate Before(DateOnly anchor, Period period) => Count(anchor, period, forwards: false);

    /// <summary>The instant so many hours of elapsed time after another, whatever the clocks do in between (rule R7).</summary>
    /// <exception cref="CalendarException">The due date is beyond the calendar's years.</exception>
    public DueDate AfterHours(DateTimeOffset start, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        var dueAt = start.ToUniversalTime().AddHours(hours);
        var dueOn = zone.DateOf(dueAt);
        return new()
        {
            DueOn = dueOn,
            ScheduleBy = calendar.ScheduleBy(dueOn),
            DueAt = dueAt,
            Counted = $"{Period.Hours(hours)} after {Moment(start)}.",
            Outcome = $"It is due by {Moment(dueAt)}.",
            Skipped = [],
        };
    }

    /// <summary>The moment that an order or a decision states itself; nothing is counted.</summary>
    /// <exception cref="CalendarException">The date is beyond the calendar's years.</exception>
    public DueDate Stated(DateTimeOffset endsAt)
    {
        var dueOn = zone.DateOf(endsAt);
        return new()
        {
            DueOn = dueOn,
            ScheduleBy = calendar.ScheduleBy(dueOn),
            DueAt = endsAt.ToUniversalTime(),
            Counted = "The decision itself says when it ends.",
            Outcome = $"It is due by {Moment(endsAt)}.",
            Skipped = [],
        };
    }

    private DueDate Count(DateOnly anchor, Period period, bool forwards)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(period.Value);
        var dueOn = Land(anchor, period, forwards ? period.Value : -period.Value);
        var scheduleBy = calendar.ScheduleBy(dueOn);
        SkippedDay[] skipped = period.Unit == PeriodUnit.WorkingDays ? [.. HolidaysBetween(anchor, dueOn)] : [];
        return new()
        {
            DueOn = dueOn,
            ScheduleBy = scheduleBy,
            DueAt = zone.EndOfDay(dueOn),
            Counted = CountedText(anchor, period, forwards),
            Outcome = PassedOver(anchor, period, dueOn, skipped) + $"It is due by {CountingText.Day(dueOn)}." + Plan(dueOn, scheduleBy),
            Skipped = skipped,
        };
    }

    private DateOnly Land(DateOnly anchor, Period period, int count) =>
        period.Unit switch
        {
            PeriodUnit.WorkingDays => calendar.AddWorkingDays(
                anchor, inclusive && calendar.IsWorkingDay(anchor) ? count - Math.Sign(count) : count),
            PeriodUnit.CalendarDays => anchor.AddDays(count - OwnDay(count)),
            PeriodUnit.Weeks => anchor.AddDays((7 * count) - OwnDay(count)),
            // DateOnly clamps to the last day of a shorter month, which is rule R4.
            PeriodUnit.Months => anchor.AddMonths(count).AddDays(-OwnDay(count)),
            _ => throw new CalendarException(
                $"{period} cannot be counted from the date {CountingText.Date(anchor)}: hours run from an instant."),
        };

    /// <summary>The day, in the direction of the count, that the anchor's own day makes up for.</summary>
    private int OwnDay(int count) => inclusive ? Math.Sign(count) : 0;

    private IEnumerable<SkippedDay> HolidaysBetween(DateOnly anchor, DateOnly dueOn)
    {
        var (first, last) = anchor < dueOn ? (anchor.AddDays(1), dueOn) : (dueOn, anchor.AddDays(-1));
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (calendar.HolidayOn(date) is { } name)
            {
                yield return new(date, name);
            }
        }
    }

    private string CountedText(DateOnly anchor, Period period, bool forwards)
    {
        var day = CountingText.Day(anchor);
        if (period.Value == 0)
            return $"On {day} itself.";
        return $"{period} {(inclusive ? forwards ? "from" : "back from" : forwards ? "after" : "before")} {day}.";
    }

    private string PassedOver(DateOnly anchor, Period period, DateOnly dueOn, SkippedDay[] skipped)
    {
        if (period.Value == 0)
            return "";
        if (period.Unit == PeriodUnit.Months && !inclusive && dueOn.Day != anchor.Day)
            return "That month is shorter, so its last day counts. ";
        var first = inclusive ? "The first day counts too. " : "";
        if (period.Unit != PeriodUnit.WorkingDays)
            return first;
        string[] weekends = HasWeekend(anchor, dueOn) ? ["Weekends"] : [];
        string[] passed = [.. weekends, .. skipped.Select(day => day.Name).Distinct()];
        return first + passed switch
        {
            [] => "",
            [not "Weekends"] => $"{passed[0]} does not count. ",
            _ => $"{CountingText.List(passed)} do not count. ",
        };
    }

    private static bool HasWeekend(DateOnly anchor, DateOnly dueOn)
    {
        var (first, last) = anchor < dueOn ? (anchor, dueOn) : (dueOn, anchor);
        return Enumerable
            .Range(0, Math.Min(7, last.DayNumber - first.DayNumber))
            .Any(day => first.AddDays(day + 1).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    private static string Plan(DateOnly dueOn, DateOnly scheduleBy) =>
        dueOn == scheduleBy ? "" : $" That is not a working day, so plan it for {CountingText.Day(scheduleBy)} at the latest.";

    private string Moment(DateTimeOffset instant) =>
        $"{zone.TimeOf(instant).ToString("HH:mm", CultureInfo.InvariantCulture)} on {CountingText.Day(zone.DateOf(instant))}";
}
