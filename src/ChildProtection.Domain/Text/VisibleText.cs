using System.Globalization;
using System.Text;

namespace ChildProtection.Domain.Text;

/// <summary>What a reader sees of a text: two texts that look the same must not be two things.</summary>
public static class VisibleText
{
    /// <summary>Whether the text has a character that leaves ink; blanks and invisible ones alone say nothing.</summary>
    public static bool IsAnything(string text) => text.EnumerateRunes().Any(rune => !IsBlank(rune) && !IsInvisible(rune));

    /// <summary>Whether a character ends a line somewhere: in a log, a header or a mail.</summary>
    public static bool BreaksLines(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    /// <summary>A blank of any width, a tab or the end of a line.</summary>
    public static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x2800;

    /// <summary>Nothing is seen of it: joiners, marks of direction, variation selectors, fillers, control characters.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        || rune.Value is >= 0x180B and <= 0x180F or >= 0xFE00 and <= 0xFE0F or >= 0xE0000 and <= 0xE0FFF;
}
