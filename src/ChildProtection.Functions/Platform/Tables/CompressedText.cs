using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>The request does not fit into the record, even compressed. Nothing was stored.</summary>
public sealed class TextTooLargeException(string message) : Exception(message);

/// <summary>A caller's words in one row of at most 1 MiB: compressed, and split over binary properties of at most 64 KiB.</summary>
internal static class CompressedText
{
    private const int Chunk = 62_000;

    /// <summary>Bytes. The row could hold more; Azurite counts them a third longer, as they come, against the same 1 MiB.</summary>
    public const int Maximum = 11 * Chunk;

    /// <param name="row">The row.</param>
    /// <param name="name">The first property; what does not fit into it follows in others.</param>
    /// <param name="text">What was sent. Text of people compresses to a quarter, so that 1 MiB of it is far below the maximum.</param>
    /// <param name="most">How many bytes the row has for it.</param>
    /// <exception cref="TextTooLargeException">It takes more.</exception>
    public static void Write(TableEntity row, string name, string text, int most = Maximum)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        var bytes = compressed.ToArray();
        if (bytes.Length > most)
            throw new TextTooLargeException(
                $"The request has {bytes.Length} bytes even when compressed; at most {most} can be recorded. "
                + "Keep files in the document store and give their address."
            );
        for (var (start, part) = (0, 0); start < bytes.Length; start += Chunk, part++)
            row[TableRows.Part(name, part)] = bytes.AsSpan(start, Math.Min(Chunk, bytes.Length - start)).ToArray();
    }

    public static string? Read(TableEntity row, string name)
    {
        using var compressed = new MemoryStream();
        for (var part = 0; row.GetBinary(TableRows.Part(name, part)) is { } bytes; part++)
            compressed.Write(bytes);
        if (compressed.Length == 0)
            return null;
        compressed.Position = 0;
        using var reader = new StreamReader(new BrotliStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
