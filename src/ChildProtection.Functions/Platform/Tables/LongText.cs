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
        var part = 0;
        for (var start = 0; start < text.Length || part == 0; part++)
        {
            var length = Math.Min(Chunk, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            row[TableRows.Part(name, part)] = text.Substring(start, length);
            start += length;
        }

        // A row that held a longer text before would keep its end.
        while (row.Remove(TableRows.Part(name, part)))
            part++;
    }

    public static string? Read(TableEntity row, string name)
    {
        if (row.GetString(TableRows.Part(name, 0)) is not { } first)
            return null;
        // Every part but the last is full, save for half of a pair of surrogates; what follows a shorter one is the end of a longer text
        // that the row held before, which earlier releases left there.
        var text = new StringBuilder(first);
        var last = first;
        for (var part = 1; last.Length >= Chunk - 1 && row.GetString(TableRows.Part(name, part)) is { } next; part++)
            text.Append(last = next);
        return text.ToString();
    }
}
