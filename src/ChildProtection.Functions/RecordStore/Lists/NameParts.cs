using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <param name="Exact">As it was written; see <see cref="NameForms.Exact"/>.</param>
/// <param name="Folded">Without diacritics and apostrophes; never empty.</param>
internal sealed record NamePart(string Exact, string Folded)
{
    // Leaves room for the case's id.
    private const int LongestInKey = 240;

    /// <summary>What a row of this part begins with: never the part itself at full length.</summary>
    public string Key => TableKeys.Bounded(Folded, LongestInKey);

    /// <summary>The beginning of the keys of all parts that begin with this one.</summary>
    public string KeyBeginning => TableKeys.Beginning(Folded, LongestInKey);

    public bool BeginsWithExact(NamePart wanted) => Exact.StartsWith(wanted.Exact, StringComparison.Ordinal);

    public bool BeginsWith(NamePart wanted) => Folded.StartsWith(wanted.Folded, StringComparison.Ordinal);
}

/// <summary>The parts of a child's name by whose beginning it is found.</summary>
internal static class NameParts
{
    /// <summary>Words of a name that are looked at; what is longer is no name.</summary>
    private const int MostWords = 12;

    /// <summary>
    /// Each word of the given and the family name, what follows an apostrophe in it, and all words of either written as one.
    /// </summary>
    public static IReadOnlyList<NamePart> Of(string givenName, string familyName) =>
        [.. new[] { givenName, familyName }.SelectMany(OfOne).Distinct()];

    /// <summary>The words of what somebody looks for, in their order.</summary>
    public static IReadOnlyList<NamePart> Words(string text) =>
        [
            .. NameForms.Exact(text)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => new NamePart(word, NameForms.Folded(word)))
                .Where(word => word.Folded.Length > 0)
                .Take(MostWords),
        ];

    /// <summary>All words as one, for who writes together what others write apart.</summary>
    public static NamePart Together(IReadOnlyList<NamePart> words) =>
        new(string.Concat(words.Select(word => word.Exact)), string.Concat(words.Select(word => word.Folded)));

    private static IEnumerable<NamePart> OfOne(string name)
    {
        var words = Words(name);
        foreach (var word in words)
        {
            yield return word;
            if (word.Exact.IndexOf(NameForms.Apostrophe, 1) is var at and > 0
                && Words(word.Exact[(at + 1)..]) is [var rest])
                yield return rest;
        }

        if (words.Count > 1)
            yield return Together(words);
    }
}
