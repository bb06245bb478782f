using System.Globalization;
using System.Text.RegularExpressions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>The formats of texts with a structure.</summary>
internal static partial class TextFormats
{
    /// <summary>No date of a living person's case lies outside; due dates that count from one stay within the calendar.</summary>
    private const int FirstYear = 1900;

    private const int LastYear = 2199;

    public static bool IsKnown(string format) =>
        format is "date" or "date-time" or SchemaOf.IdFormat or LocalIds.Format
            or TextFormatAttribute.Name or TextFormatAttribute.Words;

    /// <summary>The fault of a text in that format, or null.</summary>
    public static string? Fault(string format, string text) => format switch
    {
        "date" => !TryDate(text, out var date) ? "must be a date as yyyy-MM-dd" : YearFault(date.Year),
        "date-time" => !TryInstant(text, out var instant) ? "must be an instant such as 2026-02-02T10:15:00Z" : YearFault(instant.Year),
        LocalIds.Format => LocalIds.Fault(text),
        TextFormatAttribute.Name or TextFormatAttribute.Words => VisibleText.IsAnything(text) ? null : "must not be blank",
        _ => text.All(IsPlain) ? null : "must be one line without control characters, invisible ones or emoji",
    };

    /// <summary>The fault of a text that a store, a screen or a log may not carry or show as it reads; or null.</summary>
    public static string? Unsafe(string text)
    {
        var found = text.FirstOrDefault(
            character => (char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085')) || TurnsText(character), ' ');
        return found == ' '
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"must not have the character U+{(int)found:X4}; remove it");
    }

    /// <summary>Whether a character changes the direction in which what follows it is shown (Unicode UAX 9), which can hide it.</summary>
    private static bool TurnsText(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Whether an id may have the character; no emoji, because each takes twelve characters in a state's JSON.</summary>
    private static bool IsPlain(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string? YearFault(int year) => year is >= FirstYear and <= LastYear
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"must be in the years {FirstYear} to {LastYear}");

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
