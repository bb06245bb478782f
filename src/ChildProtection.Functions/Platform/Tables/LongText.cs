using System.Text;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>A long text in a row: split over properties of at most 32 Ki characters, the limit of table storage.</summary>
internal static class LongText
{
    private const int Chunk = 31_000;

    /// <summary>The longest text: it fits into a row of 1 MiB even when every character is escaped.</summary>
    public const int MaximumInRow = 5 * Chunk;

    public static void Write(TableEntity row, string name, string text)
    {
        if (text.Length > MaximumInRow)
            throw new ArgumentException(
                $"A text of {text.Length} characters does not fit into a row. Shorten it to {MaximumInRow}.", nameof(text));
        for (var (start, part) = (0, 0); start < text.Length || part == 0; part++)
        {
            var length = Math.Min(Chunk, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            row[TableRows.Part(name, part)] = text.Substring(start, length);
            start += length;
        }
    }

    public static string? Read(TableEntity row, string name)
    {
        if (row.GetString(TableRows.Part(name, 0)) is not { } first)
            return null;
        var text = new StringBuilder(first);
        for (var part = 1; row.GetString(TableRows.Part(name, part)) is { } next; part++)
            text.Append(next);
        return text.ToString();
    }
}
