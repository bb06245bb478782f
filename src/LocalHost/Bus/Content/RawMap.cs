using System.Text;

namespace LocalHost.Bus.Content;

/// <summary>An encoded map whose entries are copied as they are.</summary>
internal static class RawMap
{
    /// <summary>One entry: its key as text, or null where the key is neither text nor symbol, and where the entry lies.</summary>
    public readonly record struct Entry(string? Key, int Start, int ValueAt, int End);

    /// <summary>The entries of a map that <see cref="NestingGuard"/> has seen.</summary>
    /// <exception cref="MalformedMessageException">It is no map.</exception>
    public static List<Entry> Read(ReadOnlySpan<byte> bytes, int at)
    {
        if (AmqpScan.Byte(bytes, at) == AmqpScan.Null)
            return [];
        if (bytes[at] is not (AmqpScan.ShortMap or AmqpScan.LongMap))
            throw new MalformedMessageException("A map was expected.");
        var (count, first) = AmqpScan.Open(bytes, at);
        var entries = new List<Entry>(count / 2);
        for (at = first; entries.Count < count / 2; at = entries[^1].End)
        {
            var valueAt = AmqpScan.End(bytes, at);
            entries.Add(new(Key(bytes, at, valueAt), at, valueAt, AmqpScan.End(bytes, valueAt)));
        }

        return entries;
    }

    private static string? Key(ReadOnlySpan<byte> bytes, int at, int end) => bytes[at] switch
    {
        0xA1 or 0xA3 => Encoding.UTF8.GetString(bytes[(at + 2)..end]),
        0xB1 or 0xB3 => Encoding.UTF8.GetString(bytes[(at + 5)..end]),
        _ => null,
    };
}
