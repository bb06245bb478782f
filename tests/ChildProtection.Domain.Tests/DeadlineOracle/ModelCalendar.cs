namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Working days and local midnights, from the lists of domain 5.2 and nothing else. Counts one day at a time.</summary>
internal sealed class ModelCalendar
{
    private static readonly string[] EnglandDays =
    [
        "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26",
        "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-12-25", "2025-12-26",
        "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
        "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28",
        "2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26",
    ];

    /// <summary>Liberation Day on a weekday, and the royal visit.</summary>
    private static readonly string[] GuernseyDays = [.. EnglandDays, "2024-05-09", "2025-05-09", "2028-05-09", "2024-07-16"];

    private readonly HashSet<DateOnly> holidays;

    private ModelCalendar(string[] days) => holidays = [.. days.Select(day => DateOnly.Parse(day, null))];

    public static ModelCalendar England { get; } = new(EnglandDays);

    public static ModelCalendar Guernsey { get; } = new(GuernseyDays);

    /// <summary>So many working days (WD), calendar days (CD), weeks (W) or months (M) after a day, or before it when below zero.</summary>
    public DateOnly Count(DateOnly from, int amount, string unit) => unit switch
    {
        "WD" => WorkingDays(from, amount),
        "CD" => from.AddDays(amount),
        "W" => from.AddDays(amount * 7),
        "M" => Months(from, amount),
        _ => throw new ArgumentException($"{unit} is no unit of days.", nameof(unit)),
    };

    /// <summary>The moment (UTC) at which a local day begins: an hour earlier while summer time runs.</summary>
    public static DateTimeOffset Midnight(DateOnly day)
    {
        var summer = day > LastSunday(day.Year, 3) && day <= LastSunday(day.Year, 10);
        return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(summer ? 1 : 0)).ToUniversalTime();
    }

    /// <summary>The local day of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment)
    {
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        return Midnight(day.AddDays(1)) <= moment ? day.AddDays(1) : day;
    }

    private static DateOnly LastSunday(int year, int month)
    {
        var day = new DateOnly(year, month, 31);
        while (day.DayOfWeek != DayOfWeek.Sunday)
            day = day.AddDays(-1);
        return day;
    }

    private static DateOnly Months(DateOnly from, int amount)
    {
        var month = (from.Year * 12) + from.Month - 1 + amount;
        var (year, ofYear) = (month / 12, (month % 12) + 1);
        return new DateOnly(year, ofYear, Math.Min(from.Day, DateTime.DaysInMonth(year, ofYear)));
    }

    private DateOnly WorkingDays(DateOnly from, int amount)
    {
        var day = from;
        for (var left = Math.Abs(amount); left > 0;)
        {
            day = day.AddDays(amount < 0 ? -1 : 1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day))
                left--;
        }

        return day;
    }
}
