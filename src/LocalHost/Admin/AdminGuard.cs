using System.Net;
using LocalHost.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LocalHost.Admin;

/// <summary>
/// Admin routes are for this machine only. A page of another site, opened in a browser on this machine, could send requests
/// here too: its origin, the browser's word on the site, or the name by which it reached this host shows it. So could a page of another
/// program on this machine, whose origin has another port.
/// </summary>
internal sealed class AdminGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/admin"))
            return next(http);
        if (!IsLocal(http))
            return Problem.WriteAsync(http, StatusCodes.Status404NotFound, $"Nothing answers at {http.Request.Path}.");
        return IsJson(http.Request.ContentType)
            ? next(http)
            : Problem.WriteAsync(
                http,
                StatusCodes.Status415UnsupportedMediaType,
                "The body must be JSON. Send the header 'Content-Type: application/json'; with curl, add it with -H.");
    }

    private static bool IsLocal(HttpContext http)
        => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && IsLoopbackName(http.Request.Host.Host)
            && http.Request.Headers.Origin.All(origin => origin == $"{http.Request.Scheme}://{http.Request.Host}")
            && http.Request.Headers["Sec-Fetch-Site"].All(static site => site is "same-origin" or "none");

    private static bool IsLoopbackName(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>No browser sends JSON to another site unasked. A body without a type comes from a program.</summary>
    private static bool IsJson(string? contentType)
        => contentType is null
            || (MediaTypeHeaderValue.TryParse(contentType, out var type)
                && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}
