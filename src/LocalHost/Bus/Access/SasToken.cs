using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LocalHost.Bus.Access;

/// <summary>
/// A shared access signature: <c>SharedAccessSignature sr=...&amp;sig=...&amp;se=...&amp;skn=...</c>, HMAC-SHA256 over the encoded resource
/// and the expiry.
/// </summary>
/// <param name="Resource">As written, percent-encoded.</param>
/// <param name="Signature">Base64.</param>
/// <param name="Expiry">Seconds since 1970, as written.</param>
/// <param name="KeyName">The rule it was signed with.</param>
internal sealed record SasToken(string Resource, string Signature, string Expiry, string KeyName)
{
    private const string Scheme = "SharedAccessSignature ";

    /// <summary>Null when the text is no such token.</summary>
    public static SasToken? Parse(string? text)
    {
        if (text?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text[Scheme.Length..].Split('&', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
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

    /// <summary>The text of a token for a resource such as <c>sb://localhost/agency-school</c>.</summary>
    public static string Create(string resource, string keyName, string key, DateTimeOffset expires)
    {
        var encoded = Uri.EscapeDataString(resource);
        var expiry = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Uri.EscapeDataString(Sign(encoded, expiry, key));
        return $"{Scheme}sr={encoded}&sig={signature}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }

    /// <summary>When it ends; null when it says no time.</summary>
    public DateTimeOffset? Expires => long.TryParse(Expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>
    /// The path that it was made for, in its normal form; null when the resource is no address. Scheme and host say nothing here.
    /// </summary>
    public string? Path => Uri.TryCreate(WebUtility.UrlDecode(Resource), UriKind.Absolute, out var uri)
        ? Entities.EntityPath.Normal(Uri.UnescapeDataString(uri.AbsolutePath))
        : null;

    public bool IsSignedWith(string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(Resource, Expiry, key)), Encoding.UTF8.GetBytes(Signature));

    private static string Sign(string encodedResource, string expiry, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encodedResource}\n{expiry}")));
}
