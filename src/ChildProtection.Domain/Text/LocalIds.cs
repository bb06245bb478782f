using System.Globalization;
using System.Text;

namespace ChildProtection.Domain.Text;

/// <summary>
/// The authority's own ids of children. One child must not become two by the way its id is written; capitals stay apart, as an authority
/// may have both <c>a1</c> and <c>A1</c>.
/// </summary>
public static class LocalIds
{
    /// <summary>Characters (Unicode code points).</summary>
    public const int MaxLength = 64;

    /// <summary>The name of the form in schemas.</summary>
    public const string Format = "localId";

    /// <summary>Without blanks around it, each blank within it as one plain blank, in Unicode's composed form (NFC).</summary>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var written = new StringBuilder(text.Length);
        var blank = false;
        // An unpaired surrogate comes as U+FFFD, so that normalising cannot fail.
        foreach (var rune in text.EnumerateRunes())
        {
            if (VisibleText.IsBlank(rune))
            {
                blank = written.Length > 0;
                continue;
            }

            if (blank)
                written.Append(' ');
            blank = false;
            written.Append(rune.ToString());
        }

        return written.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>What is wrong with an id as it was sent, or null.</summary>
    public static string? Fault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // A tab or the end of a line is no slip around an id that somebody typed.
        if (text.EnumerateRunes().Any(IsUnseen))
            return "must not have characters that nobody sees, such as control characters or zero-width blanks";
        var id = Normalise(text);
        if (id.Length == 0)
            return "must not be blank";
        return id.EnumerateRunes().Count() <= MaxLength
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"must be at most {MaxLength} characters long");
    }

    private static bool IsUnseen(Rune rune) =>
        VisibleText.IsInvisible(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
