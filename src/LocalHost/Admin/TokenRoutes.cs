using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>Issues tokens.</summary>
internal static class TokenRoutes
{
    private const string Shape = "{ \"subject\": \"...\", \"name\": \"...\", \"roles\": [\"...\"], \"team\": \"...\", \"agency\": null }";

    public static Task PostAsync(HttpContext http, TokenIssuer tokens) => AdminAnswer.RunAsync(http, async () =>
    {
        var request = await AdminAnswer.ReadAsync<TokenRequest>(http, Shape);
        if (string.IsNullOrWhiteSpace(request.Subject))
            throw AdminException.Refused($"The field 'subject' is missing or empty; the body must be {Shape}.");
        RequireRoles(request.Roles ?? [], tokens.Roles);
        http.Response.Headers.CacheControl = "no-store";
        return new { accessToken = tokens.Issue(request.Subject, request) };
    });

    /// <summary>An app without roles in its settings takes tokens without roles.</summary>
    private static void RequireRoles(IReadOnlyList<string> asked, IReadOnlyList<string> known)
    {
        if (asked.Count == 0 && known.Count > 0)
            throw AdminException.Refused($"The field 'roles' is missing or empty. Choose from {string.Join(", ", known)}.");
        // RespectNullableAnnotations does not look into lists, so an element may be null.
        if (asked.Any(role => !known.Contains(role, StringComparer.Ordinal)))
            throw AdminException.Refused($"The field 'roles' holds an unknown role. Choose from {string.Join(", ", known)}.");
    }
}
