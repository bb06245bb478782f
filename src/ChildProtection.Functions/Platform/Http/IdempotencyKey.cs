using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>The caller's key for a request; a repeated request gets the first outcome.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 128;

    /// <summary>The key of the request, or a new one.</summary>
    /// <exception cref="ProblemException">The header is no valid key.</exception>
    public static string Of(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var keys))
            return Guid.NewGuid().ToString();
        return keys is [{ } key] && IsKey(key)
            ? key
            : throw new ProblemException(Problems.Validation(Header, $"must be one text of 1 to {MaxLength} printable characters"));
    }

    /// <summary>Whether a text can be a key.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= MaxLength && !text.Any(TextFormats.BreaksLines) && !string.IsNullOrWhiteSpace(text);
}
