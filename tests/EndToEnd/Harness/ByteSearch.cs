using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Harness;

/// <summary>
/// Where in the bytes of files a word stands: as it is or in UTF-16, in capitals or small, and behind base64 and compression, as rows hold
/// what callers sent.
/// </summary>
internal sealed partial class ByteSearch
{
    /// <summary>Of a word's own letters and those around it, as it is shown.</summary>
    private const int Around = 60;

    /// <summary>Bytes of a packed text that are looked through.</summary>
    private const int Longest = 1 << 20;

    private readonly List<(string File, string Plain, IReadOnlyList<string> Unpacked)> _files = [];

    /// <summary>Reads every file below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="without">What is to be left out of a file, given its path below the folder and its bytes.</param>
    public static ByteSearch In(string folder, Func<string, byte[], byte[]>? without = null)
    {
        var search = new ByteSearch();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var (name, bytes) = (Path.GetRelativePath(folder, file), File.ReadAllBytes(file));
            var plain = Encoding.Latin1.GetString(without?.Invoke(name, bytes) ?? bytes);
            search._files.Add((name, plain, [.. Packed().Matches(plain).SelectMany(match => Unpack(match.Value))]));
        }

        return search;
    }

    /// <summary>The files looked through.</summary>
    public IReadOnlyList<string> Files => [.. _files.Select(file => file.File)];

    /// <summary>Every file and way in which the word stands there, once each.</summary>
    public IReadOnlyList<string> Find(string word) =>
    [
        .. from file in _files
           from found in Of(file.Plain, file.Unpacked, word)
           select $"{file.File}, {found}",
    ];

    private static IEnumerable<string> Of(string plain, IReadOnlyList<string> unpacked, string word)
    {
        if (Show(plain, word) is { } shown)
            yield return $"plain: {shown}";
        if (Show(plain, Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(word))) is { } wide)
            yield return $"UTF-16: {wide}";
        if (unpacked.Select(text => Show(text, word)).FirstOrDefault(text => text is not null) is { } hidden)
            yield return $"packed: {hidden}";
    }

    private static string? Show(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Unprintable().Replace(text[Math.Max(0, at - Around)..Math.Min(text.Length, at + word.Length + Around)], ".");
    }

    private static IEnumerable<string> Unpack(string base64)
    {
        // A run of such letters may be part of something else; what cannot be read is looked at as it is.
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length))
            yield break;
        yield return Encoding.Latin1.GetString(bytes, 0, length);
        if (Decompress(bytes.AsSpan(0, length)) is { } text)
            yield return text;
    }

    private static string? Decompress(ReadOnlySpan<byte> bytes)
    {
        using var decoder = new BrotliDecoder();
        var text = ArrayPool<byte>.Shared.Rent(Longest);
        try
        {
            decoder.Decompress(bytes, text, out _, out var written);
            return written > 0 ? Encoding.Latin1.GetString(text, 0, written) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    [GeneratedRegex("[A-Za-z0-9+/]{16,}={0,2}")]
    private static partial Regex Packed();

    [GeneratedRegex("[^ -~]")]
    private static partial Regex Unprintable();
}
