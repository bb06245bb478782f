using System.Security.Cryptography;
using System.Text;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Access;

/// <summary>
/// What a list was asked for, in the words of the access log. A name is hashed with a key of this installation: the same name reads the
/// same in two entries, and cannot be read back or tried out by who has the log alone.
/// </summary>
public sealed class AskedFor(SharedKey key)
{
    private const string Cursor = "cursor";
    private const int HashLength = 32;
    private const int LongestSource = 200;

    /// <summary>The query; a search text names a child or a case.</summary>
    internal async Task<IReadOnlyList<string>> InQueryAsync(HttpRequest request, CancellationToken cancellation)
    {
        List<string> asked = [];
        foreach (var (name, values) in request.Query.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var value = values.ToString();
            if (name.Equals(Cursor, StringComparison.OrdinalIgnoreCase))
                asked.Add(Cursor);
            else if (name.Equals("q", StringComparison.OrdinalIgnoreCase))
                asked.Add($"q={await HashAsync(value, cancellation)}");
            else
                asked.Add($"{name}={value}");
        }

        return asked;
    }

    /// <summary>A name, or what else of a person must not stand in a log, by its hash.</summary>
    internal async Task<string> HashAsync(string text, CancellationToken cancellation) =>
        "#" + Convert.ToHexStringLower(
            HMACSHA256.HashData(await key.GetAsync(cancellation), Encoding.UTF8.GetBytes("asked\n" + text)))[..HashLength];

    /// <summary>
    /// Where a request came from: the address of the connection, after those that the front names. A caller can only add addresses before
    /// those.
    /// </summary>
    internal static string? SourceOf(HttpContext http)
    {
        string?[] passed = [.. http.Request.Headers["X-Forwarded-For"], http.Connection.RemoteIpAddress?.ToString()];
        var chain = string.Join(", ", passed.Where(one => one is { Length: > 0 } && TextFormats.Unsafe(one) is null));
        return chain.Length == 0 ? null : chain.Length <= LongestSource ? chain : chain[^LongestSource..];
    }
}
