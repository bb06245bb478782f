using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>Makes keys of texts from outside: tables refuse <c>/ \ # ?</c> and control characters.</summary>
public static class TableKeys
{
    /// <summary>Closes a range of keys: it sorts after whatever a key may go on with.</summary>
    public const string AfterAll = "~~";

    private const int LongestPart = 400;
    private const int HashLength = 64;

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// Any text as part of a key: letters, digits, dot, dash and blank stay, everything else becomes its UTF-8 bytes as <c>=XX</c>.
    /// </summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or ' ')
                safe.Append(character);
            else
                safe.Append(CultureInfo.InvariantCulture, $"={value:X2}");
        }

        return safe.ToString();
    }

    /// <summary>
    /// The same within a bound, whatever the text's script and length: a longer one is cut and closed by the hash of all of it. Keys that
    /// were within the bound before there was one are as they were.
    /// </summary>
    /// <param name="text">What somebody typed.</param>
    /// <param name="longest">Characters of the key; leaves room for what else stands in it, as a key has 512 at most.</param>
    public static string Bounded(string text, int longest = LongestPart) => Safe(text) is var safe && safe.Length <= longest
        ? safe
        : string.Concat(Begin(safe, longest - HashLength - 1), "~", Sha256(text));

    /// <summary>The beginning of every bounded key of a text that begins with <paramref name="text"/>.</summary>
    public static string Beginning(string text, int longest = LongestPart) => Begin(Safe(text), longest - HashLength - 1);

    /// <summary>Cuts between characters' bytes, never within the three letters of one.</summary>
    private static string Begin(string safe, int length)
    {
        if (safe.Length <= length)
            return safe;
        while (safe[length - 1] == '=' || safe[length - 2] == '=')
            length--;
        return safe[..length];
    }

    /// <summary>The filter for one partition and the rows that begin with <paramref name="prefix"/>.</summary>
    public static string Rows(string partition, string prefix) =>
        Azure.Data.Tables.TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {prefix[..^1] + (char)(prefix[^1] + 1)}");
}
