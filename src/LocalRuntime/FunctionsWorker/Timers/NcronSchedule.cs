namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>
/// An NCRONTAB expression: <c>{second} {minute} {hour} {day} {month} {day of week}</c>, or five fields without the second. A day must match both its
/// fields, unlike in crontab. Sunday is 0.
/// </summary>
internal sealed class NcronSchedule : ITimerSchedule
{
    // The longest gap between two leap days: 29 February 2096 to 29 February 2104.
    private const int LongestGapInDays = (8 * 366) + 1;

    private readonly string _text;
    private readonly NcronField _seconds, _minutes, _hours, _days, _months, _daysOfWeek;

    private NcronSchedule(string text, string[] fields)
    {
        _text = text;
        _seconds = NcronField.Seconds(fields[0]);
        _minutes = NcronField.Minutes(fields[1]);
        _hours = NcronField.Hours(fields[2]);
        _days = NcronField.DaysOfMonth(fields[3]);
        _months = NcronField.MonthsOfYear(fields[4]);
        _daysOfWeek = NcronField.DaysOfWeek(fields[5]);
    }

    /// <exception cref="FormatException">The expression has a fault or never occurs.</exception>
    public static NcronSchedule Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
            throw new FormatException($"the schedule '{text}' is neither a time span nor an NCRONTAB expression of six fields (second first) or five.");
        NcronSchedule schedule;
        try
        {
            schedule = new NcronSchedule(text, fields.Length == 6 ? fields : ["0", .. fields]);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"the schedule '{text}' has a fault: {fault.Message}.");
        }

        // A leap year comes first, so that 29 February is found.
        return schedule.NextAfter(new DateTime(2095, 12, 31, 23, 59, 59, DateTimeKind.Utc)) is null
            ? throw new FormatException($"the schedule '{text}' never occurs.")
            : schedule;
    }

    public DateTime? NextAfter(DateTime instant)
    {
        var start = new DateTime(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        for (var offset = 0; offset <= LongestGapInDays; offset++)
        {
            var day = start.Date.AddDays(offset);
            if (Matches(day) && TimeFrom(offset == 0 ? start.TimeOfDay : TimeSpan.Zero) is { } time)
                return day + time;
        }

        return null;
    }

    public override string ToString() => _text;

    private bool Matches(DateTime day) => _months.Matches(day.Month) && _days.Matches(day.Day) && _daysOfWeek.Matches((int)day.DayOfWeek);

    /// <summary>The first matching time of a day from <paramref name="time"/> on.</summary>
    private TimeSpan? TimeFrom(TimeSpan time)
    {
        for (var hour = _hours.From(time.Hours); hour is { } h; hour = _hours.From(h + 1))
        {
            var sameHour = h == time.Hours;
            for (var minute = _minutes.From(sameHour ? time.Minutes : 0); minute is { } m; minute = _minutes.From(m + 1))
            {
                var sameMinute = sameHour && m == time.Minutes;
                if (_seconds.From(sameMinute ? time.Seconds : 0) is { } second)
                    return new TimeSpan(h, m, second);
            }
        }

        return null;
    }
}
