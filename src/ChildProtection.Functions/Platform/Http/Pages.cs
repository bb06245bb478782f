using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>
/// Pages of lists that are in memory as a whole, or ordered by a number. A cursor is the opaque place of the last item shown.
/// </summary>
internal static class Pages
{
    private const string Mark = "after:";

    /// <param name="items">The list, in a stable order.</param>
    /// <param name="limit">Items on a page.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <exception cref="ProblemException">The cursor is not from this list.</exception>
    public static PageView<T> Of<T>(IReadOnlyList<T> items, int limit, string? cursor)
    {
        var start = After(cursor);
        var page = items.Skip((int)Math.Min(start, items.Count)).Take(limit).ToArray();
        var end = start + page.Length;
        return new PageView<T>(page, end < items.Count ? Cursor(end) : null);
    }

    /// <summary>The number after which the page begins; 0 for the first.</summary>
    /// <exception cref="ProblemException">The cursor is not from this list.</exception>
    public static long After(string? cursor) => PlaceAfter(cursor) is not { } place
        ? 0
        : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : throw NoCursor();

    /// <summary>The place after which the page begins; null for the first.</summary>
    /// <exception cref="ProblemException">The cursor is not from this list.</exception>
    public static string? PlaceAfter(string? cursor)
    {
        if (cursor is null)
            return null;
        return
            Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text
            && text.StartsWith(Mark, StringComparison.Ordinal)
            ? text[Mark.Length..]
            : throw NoCursor();
    }

    public static ProblemException NoCursor() =>
        new(Problems.Validation("cursor", "is not a cursor of this list; leave it out to begin at the first page"));

    public static string Cursor(long after) => Cursor(after.ToString(CultureInfo.InvariantCulture));

    public static string Cursor(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + place));

    public static PageView<TView> Of<T, TView>(Page<T> listed, Func<T, TView> view) =>
        new([.. listed.Items.Select(view)], listed.NextCursor);
}
