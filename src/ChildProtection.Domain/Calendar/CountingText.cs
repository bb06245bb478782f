using System.Globalization;

namespace ChildProtection.Domain.Calendar;

/// <summary>Dates and lists in explanations: one English form wherever the app runs.</summary>
public static class CountingText
{
    public static string Date(DateOnly date) => date.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A date within a sentence: "Thursday 26 March 2026".</summary>
    public static string Day(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };
}
