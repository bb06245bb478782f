using ChildProtection.Domain.Text;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>The caller's key for a request; a repeated request gets the first outcome.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 128;

    /// <summary>What a key must be, as a refusal says it.</summary>
    public static string Rule { get; } = $"must be one text of 1 to {MaxLength} printable characters, and not . or ..";

    /// <summary>The key of the request, or a new one.</summary>
    /// <exception cref="ProblemException">The header is no valid key.</exception>
    public static string Of(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var keys))
            return Guid.NewGuid().ToString();
        return keys is [{ } key] && IsKey(key)
            ? key
            : throw new ProblemException(Problems.Validation(Header, Rule));
    }

    /// <summary>
    /// Whether a text can be a key. It stands in the event's address, where a client takes one or two dots for a step of the path.
    /// </summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= MaxLength
        && text is not ("." or "..")
        && !text.Any(VisibleText.BreaksLines)
        && TextFormats.Unsafe(text) is null
        && !string.IsNullOrWhiteSpace(text);
}
