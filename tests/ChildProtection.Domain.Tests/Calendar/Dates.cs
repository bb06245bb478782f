using System.Globalization;

namespace ChildProtection.Domain.Tests.Calendar;

/// <summary>Dates and instants as tables of examples write them.</summary>
internal static class Dates
{
    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
