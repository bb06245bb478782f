using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Access;

/// <summary>The header by which a professional reads a case of another team in an emergency.</summary>
internal static class BreakGlass
{
    public const string Header = "X-Break-Glass-Reason";
    public const int MinLength = 10;
    public const int MaxLength = 500;

    /// <summary>The reason; null when none is given.</summary>
    /// <exception cref="ProblemException">It is no reason.</exception>
    public static string? Reason(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
            return null;
        return values is [{ } text] && text.Trim() is { Length: >= MinLength and <= MaxLength } reason && !reason.Any(char.IsControl)
            ? reason
            : throw new ProblemException(
                Problems.Validation(
                    Header, $"must be one text of {MinLength} to {MaxLength} printable characters that says why you must read the case now")
            );
    }
}
