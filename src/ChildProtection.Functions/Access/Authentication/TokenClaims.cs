using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>The token says something twice, or in a form that could be read in two ways.</summary>
internal sealed class AmbiguousTokenException(string message) : Exception(message);

/// <summary>
/// The claims of a token whose signature holds, each of which says one thing: a name that stands twice and a list where one text belongs
/// are refused, because another reader would take the other one.
/// </summary>
internal sealed class TokenClaims : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonDocument _payload;

    /// <exception cref="AmbiguousTokenException">A claim stands twice.</exception>
    public TokenClaims(JsonWebToken token)
    {
        try
        {
            Parse(token.EncodedHeader).Dispose();
            _payload = Parse(token.EncodedPayload);
        }
        catch (JsonException)
        {
            throw new AmbiguousTokenException("The token has a claim twice. Get a token that has each claim once.");
        }
    }

    public bool Has(string name) => _payload.RootElement.TryGetProperty(name, out _);

    /// <summary>A claim that is one text; null when it is missing or blank.</summary>
    /// <exception cref="AmbiguousTokenException">It is a list, or no text.</exception>
    public string? Text(string name)
    {
        if (!_payload.RootElement.TryGetProperty(name, out var claim) || claim.ValueKind == JsonValueKind.Null)
            return null;
        if (claim.ValueKind != JsonValueKind.String)
            throw new AmbiguousTokenException($"The token's {name} claim must be one text. Get a token with a single {name}.");
        return claim.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    /// <summary>A claim that is a text or a list of texts.</summary>
    /// <exception cref="AmbiguousTokenException">It is neither.</exception>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!_payload.RootElement.TryGetProperty(name, out var claim))
            return [];
        JsonElement[] given = claim.ValueKind == JsonValueKind.Array ? [.. claim.EnumerateArray()] : [claim];
        return given.All(one => one.ValueKind == JsonValueKind.String)
            ? [.. given.Select(one => one.GetString()!).Distinct(StringComparer.Ordinal)]
            : throw new AmbiguousTokenException($"The token's {name} claim must be a list of texts. Get a token with such a list.");
    }

    public void Dispose() => _payload.Dispose();

    private static JsonDocument Parse(string part) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part)), Strict);
}
