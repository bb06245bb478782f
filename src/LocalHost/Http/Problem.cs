using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalHost.Http;

/// <summary>Answers of the host itself as <c>application/problem+json</c> (RFC 9457), never with a stack trace.</summary>
internal static class Problem
{
    public static Task WriteAsync(HttpContext http, int status, string detail)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        var title = ReasonPhrases.GetReasonPhrase(status);
        var body = new { type = "about:blank", title, status, detail, traceId = http.TraceIdentifier };
        return JsonSerializer.SerializeAsync(http.Response.Body, body, JsonSerializerOptions.Web, http.RequestAborted);
    }

    /// <summary>503 with the time after which the caller may try again.</summary>
    public static Task WriteUnavailableAsync(HttpContext http, TimeSpan retryAfter, string detail)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(http, StatusCodes.Status503ServiceUnavailable, detail);
    }
}
