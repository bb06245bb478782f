using ChildProtection.Functions.Http.Answers;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Http;

/// <summary>The caller's name for a request: sent again, it finds the first outcome.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 128;

    /// <summary>The key of the request, a new one when it has none.</summary>
    /// <exception cref="ProblemException">It cannot be a key.</exception>
    public static string Of(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var keys))
            return Guid.NewGuid().ToString();
        return keys is [{ Length: > 0 and <= MaxLength } key] && !key.Any(char.IsControl) && !string.IsNullOrWhiteSpace(key)
            ? key
            : throw new ProblemException(Problems.Validation(Header, $"must be one text of 1 to {MaxLength} printable characters"));
    }
}
