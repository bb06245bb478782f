namespace ChildProtection.Domain.Calendar;

/// <summary>The year of the Children in Need census: 1 April to 31 March (rule R12).</summary>
/// <param name="EndsIn">The calendar year in which it ends: 2026 for 2025-26.</param>
public sealed record CensusYear(int EndsIn)
{
    public DateOnly StartOn => new(EndsIn - 1, 4, 1);

    /// <summary>The last day, which the census calls its reference date.</summary>
    public DateOnly EndOn => new(EndsIn, 3, 31);

    /// <summary>The census year a date falls in.</summary>
    public static CensusYear Of(DateOnly date) => new(date.Month < 4 ? date.Year : date.Year + 1);
}
