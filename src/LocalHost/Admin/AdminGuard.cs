using System.Net;
using LocalHost.Http;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>
/// Admin routes are for this machine only. A page of another site, opened in a browser on this machine, could send requests
/// here too; its origin, or the name by which it reached this host, shows it.
/// </summary>
internal sealed class AdminGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
        => !http.Request.Path.StartsWithSegments("/admin") || IsLocal(http)
            ? next(http)
            : Problem.WriteAsync(http, StatusCodes.Status404NotFound, $"Nothing answers at {http.Request.Path}.");

    private static bool IsLocal(HttpContext http)
        => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && IsLoopbackName(http.Request.Host.Host)
            && http.Request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLoopbackName(uri.Host));

    private static bool IsLoopbackName(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
