using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>Issues tokens.</summary>
internal static class TokenRoutes
{
    private const string Shape = "{ \"subject\": \"...\", \"name\": \"...\", \"roles\": [\"...\"], \"team\": \"...\", \"agency\": null }";

    public static Task PostAsync(HttpContext http) => AdminAnswer.RunAsync(http, async () =>
    {
        var request = await AdminAnswer.ReadAsync<TokenRequest>(http, Shape);
        if (string.IsNullOrWhiteSpace(request.Subject))
            throw AdminException.Refused($"The field 'subject' is missing or empty; the body must be {Shape}.");
        // RespectNullableAnnotations does not look into lists.
        if (request.Roles?.Any(string.IsNullOrWhiteSpace) == true)
            throw AdminException.Refused("The field 'roles' holds an empty role.");
        http.Response.Headers.CacheControl = "no-store";
        return new { accessToken = http.RequestServices.GetRequiredService<TokenIssuer>().Issue(request.Subject, request) };
    });
}
