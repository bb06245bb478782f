using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>
/// A name in the forms by which it is compared, the same in every culture: docs/search.md says what is one and what is not. The beginning
/// of a text has the beginning of its forms.
/// </summary>
internal static class NameForms
{
    public const char Apostrophe = '\'';

    /// <summary>
    /// What people and keyboards write for an apostrophe, the prime and the letter of Hawaiian and Arabic names among them.
    /// </summary>
    private static readonly FrozenSet<int> Apostrophes = FrozenSet.Create<int>(null,
        [
            '\'', '`', 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2BE, 0x2BF, 0x2C8, 0x2018, 0x2019, 0x201B, 0x2032, 0x2035, 0x55A, 0x5F3, 0xA78B,
            0xA78C,
        ]);

    /// <summary>Letters of Latin alphabets that Unicode does not take apart, as people without that keyboard write them.</summary>
    private static readonly FrozenDictionary<int, string> PlainLetters = new Dictionary<int, string>
    {
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ħ'] = "h",
        ['ı'] = "i",
        ['ł'] = "l",
        ['ŋ'] = "n",
        ['ŧ'] = "t",
    }.ToFrozenDictionary();

    /// <summary>
    /// As it was written, but for the Unicode form, capitals, the kind of apostrophe, hyphen and blank, and what nobody sees. Everything
    /// that parts words is a blank.
    /// </summary>
    public static string Exact(string name)
    {
        // Twice: a lone acute accent is an apostrophe before it is taken apart, and some letters hold one that shows only then.
        var parts = Plain(Plain(name).Normalize(NormalizationForm.FormKD));
        // The iota under Greek vowels and ß are letters of their own in Unicode's full case folding.
        var folded = parts.Replace('\u0345', 'ι').ToUpperInvariant().ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);
        return folded.Replace('ς', 'σ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>An exact form without diacritics and apostrophes.</summary>
    public static string Folded(string exact)
    {
        var folded = new StringBuilder(exact.Length);
        foreach (var rune in exact.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (IsDiacritic(rune.Value) || rune.Value == Apostrophe)
                continue;
            folded.Append(PlainLetters.GetValueOrDefault(rune.Value) ?? rune.ToString());
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        // An unpaired surrogate comes as U+FFFD, so that normalising cannot fail.
        foreach (var rune in text.EnumerateRunes())
        {
            if (Apostrophes.Contains(rune.Value))
                plain.Append(Apostrophe);
            else if (VisibleText.IsBlank(rune) || PartsWords(rune))
                plain.Append(' ');
            else if (!VisibleText.IsInvisible(rune))
                plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    private static bool PartsWords(Rune rune) =>
        rune.Value == 0x2212
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;

    /// <summary>
    /// Marks over letters of any script, Hebrew points, Arabic vowel signs and the line that stretches Arabic words. Signs that are letters
    /// of their own, as the vowels of India's scripts, stay.
    /// </summary>
    private static bool IsDiacritic(int value) =>
        value is >= 0x300 and <= 0x36F
            or >= 0x591 and <= 0x5C7
            or 0x640
            or >= 0x64B and <= 0x65F
            or 0x670
            or >= 0x1AB0 and <= 0x1AFF
            or >= 0x1DC0 and <= 0x1DFF
            or >= 0x20D0 and <= 0x20FF
            or >= 0xFE20 and <= 0xFE2F;
}
