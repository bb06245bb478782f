using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

/// <summary>How near a name is to what is looked for; the nearest come first.</summary>
internal enum Likeness
{
    /// <summary>Each word begins a part of the name as it is written.</summary>
    Exact,

    /// <summary>Each word begins a part once diacritics and apostrophes are left out.</summary>
    Folded,

    /// <summary>The words written together begin a part.</summary>
    Together,
}

/// <summary>What is looked for, held against names. A name is found in one way alone, so that no list has it twice.</summary>
internal sealed class CaseNameSearch
{
    private readonly IReadOnlyList<NamePart> _words;
    private readonly NamePart _together;
    private readonly NamePart _longest;

    /// <param name="words">At least one.</param>
    public CaseNameSearch(IReadOnlyList<NamePart> words)
    {
        _words = words;
        _together = NameParts.Together(words);
        // The longest word has the fewest names; the others are compared with those.
        _longest = words.MaxBy(word => word.Folded.Length)!;
    }

    public IReadOnlyList<Likeness> Steps =>
        _words.Count == 1 ? [Likeness.Exact, Likeness.Folded] : [Likeness.Exact, Likeness.Folded, Likeness.Together];

    /// <summary>The part by whose beginning rows are looked up.</summary>
    public NamePart LookedUp(Likeness step) => step == Likeness.Together ? _together : _longest;

    /// <summary>Null when it is another name.</summary>
    public Likeness? Compare(IReadOnlyList<NamePart> name)
    {
        if (_words.All(word => name.Any(part => part.BeginsWithExact(word) && part.BeginsWith(word))))
            return Likeness.Exact;
        if (_words.All(word => name.Any(part => part.BeginsWith(word))))
            return Likeness.Folded;
        return _words.Count > 1 && name.Any(part => part.BeginsWith(_together)) ? Likeness.Together : null;
    }

    /// <summary>The one row of several by which a name is shown at that step; null when it is not found there.</summary>
    public string? ShownAt(Likeness step, string givenName, string familyName, string caseId)
    {
        var name = NameParts.Of(givenName, familyName);
        if (Compare(name) != step)
            return null;
        var wanted = LookedUp(step);
        return name.Where(part => part.BeginsWith(wanted)).Select(part => CaseIndexRows.WordKey(part, caseId)).Min(StringComparer.Ordinal);
    }
}
