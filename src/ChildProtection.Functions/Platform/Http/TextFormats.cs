using System.Globalization;
using System.Text.RegularExpressions;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>The formats of texts with a structure.</summary>
internal static partial class TextFormats
{
    public static bool IsKnown(string format) => format is "date" or "date-time" or LocalIds.Format or TextFormatAttribute.Name;

    /// <summary>The fault of a text in that format, or null.</summary>
    public static string? Fault(string format, string text) => format switch
    {
        "date" => TryDate(text, out _) ? null : "must be a date as yyyy-MM-dd",
        LocalIds.Format => LocalIds.Fault(text),
        TextFormatAttribute.Name => VisibleText.IsAnything(text) ? null : "must not be blank",
        _ => TryInstant(text, out _) ? null : "must be an instant such as 2026-02-02T10:15:00Z",
    };

    /// <summary>Whether a character ends a line in a log, a header or a mail: no id may have one.</summary>
    public static bool BreaksLines(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>RFC 3339. Without an offset the text would not be one instant.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Instant();
}
