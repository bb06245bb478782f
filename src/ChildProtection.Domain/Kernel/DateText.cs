using System.Globalization;

namespace ChildProtection.Domain.Kernel;

/// <summary>Dates and lists as the chronology writes them.</summary>
internal static class DateText
{
    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
