using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>Makes keys of what comes from outside: tables refuse <c>/ \ # ?</c> and control characters.</summary>
public static class TableKeys
{
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

    /// <summary>The filter for one partition and the rows that begin with <paramref name="prefix"/>.</summary>
    public static string Rows(string partition, string prefix) =>
        Azure.Data.Tables.TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {prefix[..^1] + (char)(prefix[^1] + 1)}");
}
