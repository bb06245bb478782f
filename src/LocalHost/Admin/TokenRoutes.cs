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
        // RespectNullableAnnotations does not look into lists, so an element may be null.
        if (request.Roles?.Any(role => !tokens.Roles.Contains(role, StringComparer.Ordinal)) == true)
            throw AdminException.Refused(
                $"The field 'roles' holds an unknown role. Choose from {string.Join(", ", tokens.Roles)}.");
        http.Response.Headers.CacheControl = "no-store";
        return new { accessToken = tokens.Issue(request.Subject, request) };
    });
}
