using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>A place where the code cites the procedure, and where the cited thing must be found.</summary>
/// <param name="Target">An anchor of docs/procedure.md, or the number of an obligation or of the product's own rule.</param>
internal sealed partial record Citation(string Target)
{
    /// <summary>What a line of code or a rule's text cites, in the forms that docs/procedure.md lists.</summary>
    public static IEnumerable<Citation> In(string text) =>
    [
        .. Code().Matches(text).Select(match => new Citation(match.Value)),
        .. Section().Matches(text).Select(match => new Citation(Slug(match.Value))),
        .. Difference().Matches(text).Select(match => new Citation(match.Groups[1].Value)),
        .. Numbered(CensusRule(), CensusNumber(), "", text),
        .. Numbered(CensusGuide(), CensusSection(), "census-guide-", text),
        .. Names(text).Select(name => new Citation(Slug(name))),
    ];

    private static IEnumerable<string> Names(string text) =>
        Detail().Matches(text).SelectMany(match => match.Groups[1].Value.Split(", ")).Where(IsName);

    private static IEnumerable<Citation> Numbered(Regex list, Regex number, string prefix, string text) =>
        from match in list.Matches(text)
        from one in number.Matches(match.Groups[1].Value)
        select new Citation(prefix + one.Value);

    /// <summary>Numbers and codes are found by their own forms.</summary>
    private static bool IsName(string detail) => detail.Length > 0 && !Code().IsMatch(detail) && !CensusSection().IsMatch(detail);

    private static string Slug(string words) => words.Replace(' ', '-');

    // A time of day begins with a T as well: T09:00.
    [GeneratedRegex(@"\b(?:S[0-4]-\d{2}|N-\d{2}|[ET]\d{2}|T-\d{1,2}|R\d{1,2})\b(?!:)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:domain \d(?:\.\d)?(?: [AB]\b)?|design \d|baseline(?=, ))")]
    private static partial Regex Section();

    [GeneratedRegex(@"\bdomain 2\.1, (C\d{1,2})\b")]
    private static partial Regex Difference();

    [GeneratedRegex(@"\bcensus rules? (\d{4}(?:, \d{4})*)")]
    private static partial Regex CensusRule();

    [GeneratedRegex(@"\b\d{4}\b")]
    private static partial Regex CensusNumber();

    [GeneratedRegex(@"\b(?:census guide|CIN census guide 2023-24,) ((?:A?\d[\d.]*\d|\d)(?:, \d[\d.]*\d)*)")]
    private static partial Regex CensusGuide();

    [GeneratedRegex(@"\bA?\d(?:\.\d+)*")]
    private static partial Regex CensusSection();

    // Only where a rule is a text of its own: in a sentence a comma begins something else.
    [GeneratedRegex("""^"?(?:domain|design|baseline|census guide)\b[^",]*, ([^"]+)""")]
    private static partial Regex Detail();
}
