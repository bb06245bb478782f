namespace ChildProtection.Domain.Calendar;

/// <summary>The working days of one jurisdiction (rule R1): Monday to Friday that is not one of its bank holidays.</summary>
public sealed class WorkingDayCalendar
{
    private readonly Dictionary<DateOnly, string> holidays;

    /// <summary>Builds a calendar from its data.</summary>
    /// <param name="id">Short name that profiles refer to, such as <c>ENG</c>.</param>
    /// <param name="version">Stamped on what was counted with it (rule R10).</param>
    /// <param name="title">The calendar in words.</param>
    /// <param name="firstYear">First year whose holidays are known.</param>
    /// <param name="lastYear">Last year whose holidays are known.</param>
    /// <param name="confirmedUntil">Last year as published; later years are provisional until proclaimed.</param>
    /// <param name="holidays">Weekday holidays and their names.</param>
    public WorkingDayCalendar(
        string id,
        string version,
        string title,
        int firstYear,
        int lastYear,
        int confirmedUntil,
        IEnumerable<KeyValuePair<DateOnly, string>> holidays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lastYear, firstYear);
        (Id, Version, Title, FirstYear, LastYear, ConfirmedUntil) = (id, version, title, firstYear, lastYear, confirmedUntil);
        this.holidays = new Dictionary<DateOnly, string>(holidays);
    }

    public string Id { get; }

    public string Version { get; }

    public string Title { get; }

    public int FirstYear { get; }

    public int LastYear { get; }

    /// <summary>Holidays after this year follow the standing rules and may still be changed by proclamation.</summary>
    public int ConfirmedUntil { get; }

    /// <summary>
    /// This version, with the years it does not know taken from another: a case keeps the days it was counted with, and still does not run
    /// out of years.
    /// </summary>
    internal WorkingDayCalendar ContinuedBy(WorkingDayCalendar other) =>
        other.LastYear <= LastYear
            ? this
            : new(
                Id,
                Version,
                Title,
                FirstYear,
                other.LastYear,
                ConfirmedUntil,
                holidays.Concat(other.holidays.Where(holiday => holiday.Key.Year > LastYear)));

    /// <summary>Whether a date is a working day.</summary>
    /// <exception cref="CalendarException">The date is beyond the years the calendar knows.</exception>
    public bool IsWorkingDay(DateOnly date)
    {
        EnsureKnown(date);
        return date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.ContainsKey(date);
    }

    /// <summary>The holiday's name, or null when the date is none.</summary>
    /// <exception cref="CalendarException">The date is beyond the years the calendar knows.</exception>
    public string? HolidayOn(DateOnly date)
    {
        EnsureKnown(date);
        return holidays.GetValueOrDefault(date);
    }

    /// <summary>The first working day after a date.</summary>
    /// <exception cref="CalendarException">The count leaves the years the calendar knows.</exception>
    public DateOnly NextWorkingDay(DateOnly date) => AddWorkingDays(date, 1);

    /// <summary>
    /// The working day on which day <paramref name="count"/> falls when <paramref name="date"/> is day 0 (rule R2); a negative count goes
    /// back (rule R9).
    /// </summary>
    /// <exception cref="CalendarException">The count leaves the years the calendar knows.</exception>
    public DateOnly AddWorkingDays(DateOnly date, int count)
    {
        EnsureKnown(date);
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            date = date.AddDays(step);
            if (IsWorkingDay(date))
            {
                left--;
            }
        }

        return date;
    }

    /// <summary>The last working day on or before a date: the day to plan for when a due date is not a working day (rule R5).</summary>
    /// <exception cref="CalendarException">The count leaves the years the calendar knows.</exception>
    public DateOnly ScheduleBy(DateOnly date)
    {
        while (!IsWorkingDay(date))
        {
            date = date.AddDays(-1);
        }

        return date;
    }

    /// <summary>How many working days lie after one date up to and including another: the way lateness is measured (rule R2).</summary>
    /// <exception cref="CalendarException">A date is beyond the years the calendar knows.</exception>
    public int CountWorkingDays(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var date = after.AddDays(1); date <= upTo; date = date.AddDays(1))
        {
            count += IsWorkingDay(date) ? 1 : 0;
        }

        return count;
    }

    private void EnsureKnown(DateOnly date)
    {
        if (date.Year < FirstYear || date.Year > LastYear)
        {
            throw new CalendarException(
                $"Calendar {Id} version {Version} knows the holidays of {FirstYear} to {LastYear}, but {CountingText.Date(date)} "
                + "was asked for. Add the year to its data file, or correct the date.");
        }
    }
}
