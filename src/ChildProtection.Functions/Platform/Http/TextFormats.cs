using System.Globalization;
using System.Text.RegularExpressions;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>The formats of texts that are more than words.</summary>
internal static partial class TextFormats
{
    public static bool IsKnown(string format) => format is "date" or "date-time" or LocalIds.Format or TextFormatAttribute.Name;

    /// <summary>What is wrong with a text of that format, or null.</summary>
    public static string? Fault(string format, string text) => format switch
    {
        "date" => TryDate(text, out _) ? null : "must be a date as yyyy-MM-dd",
        LocalIds.Format => LocalIds.Fault(text),
        TextFormatAttribute.Name => VisibleText.IsAnything(text) ? null : "must not be blank",
        _ => TryInstant(text, out _) ? null : "must be an instant such as 2026-02-02T10:15:00Z",
    };

    /// <summary>Whether a character ends a line somewhere, in a log, a header or a mail: no id has one.</summary>
    public static bool BreaksLines(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>RFC 3339. Without an offset an instant could be any of a day's.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Instant();
}
