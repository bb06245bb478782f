namespace ChildProtection.Domain.Text;

/// <summary>
/// How much a caller may send where a property says nothing else. All of it together fits into the rows that record it, so that what a
/// schema lets through can be committed.
/// </summary>
public static class Bounds
{
    /// <summary>An id, a code, a name: one line. It travels in states and keys, which have their limits.</summary>
    public const int Line = 200;

    /// <summary>Words about a person: several printed pages.</summary>
    public const int Words = 20_000;

    /// <summary>Items of a list.</summary>
    public const int Items = 60;

    /// <summary>Something counted from one, such as meetings, versions or weeks.</summary>
    public const int Count = 1_000;

    /// <summary>Properties in which <see cref="FreeText"/> is the name of a person or of several.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "givenName", "familyName", "person", "relation", "recipients", "members",
    };

    /// <summary>The longest words that a property of that name takes.</summary>
    public static int WordsIn(string property) => Names.Contains(property) ? Line : Words;
}
