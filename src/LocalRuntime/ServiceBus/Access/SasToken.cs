using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A shared access signature: <c>SharedAccessSignature sr=...&amp;sig=...&amp;se=...&amp;skn=...</c>, HMAC-SHA256 over the encoded resource and the expiry.</summary>
/// <param name="Resource">As written, percent-encoded.</param>
/// <param name="Signature">Base64.</param>
/// <param name="Expiry">Seconds since 1970, as written.</param>
/// <param name="KeyName">The rule it was signed with.</param>
internal sealed record SasToken(string Resource, string Signature, string Expiry, string KeyName)
{
    private const string Scheme = "SharedAccessSignature ";

    /// <summary>Null when the text is no such token.</summary>
    public static SasToken? Parse(string? header)
    {
        if (header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in header[Scheme.Length..].Split('&', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
                return null;
        }

        return parts.TryGetValue("sr", out var resource) && parts.TryGetValue("sig", out var signature)
            && parts.TryGetValue("se", out var expiry) && parts.TryGetValue("skn", out var keyName)
                ? new(resource, WebUtility.UrlDecode(signature), expiry, WebUtility.UrlDecode(keyName))
                : null;
    }

    /// <summary>The header's value for a resource such as <c>http://localhost:7071/servicebus/agency-school</c>.</summary>
    public static string Create(string resource, string keyName, string key, DateTimeOffset expires)
    {
        var encoded = Uri.EscapeDataString(resource);
        var expiry = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{Scheme}sr={encoded}&sig={Uri.EscapeDataString(Sign(encoded, expiry, key))}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }

    public bool IsExpired(DateTimeOffset now) =>
        !long.TryParse(Expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds <= now.ToUnixTimeSeconds();

    public bool IsSignedWith(string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(Resource, Expiry, key)), Encoding.UTF8.GetBytes(Signature));

    /// <summary>Whether it was made for a path below the face's root, or for something above it.</summary>
    /// <param name="host">Name or name and port that the request was sent to.</param>
    /// <param name="root">The face's root, <c>/servicebus</c>.</param>
    /// <param name="normalPath">The entity.</param>
    public bool Covers(string host, string root, string normalPath)
    {
        if (!Uri.TryCreate(WebUtility.UrlDecode(Resource), UriKind.Absolute, out var uri) || !IsHost(uri, host))
            return false;
        var path = uri.AbsolutePath.Trim('/').ToLowerInvariant();
        var whole = $"{root.Trim('/')}/{normalPath}";
        return whole.Equals(path, StringComparison.Ordinal) || whole.StartsWith(path + "/", StringComparison.Ordinal);
    }

    // A token without a port is made from an address without one; the scheme (sb, http, https) says nothing about who is meant.
    private static bool IsHost(Uri uri, string host) =>
        uri.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
            || (uri.IsDefaultPort && uri.Host.Equals(host.Split(':')[0], StringComparison.OrdinalIgnoreCase));

    private static string Sign(string encodedResource, string expiry, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encodedResource}\n{expiry}")));
}
