using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>How the host and its worker are.</summary>
internal static class HostRoutes
{
    public static Task GetAsync(HttpContext http, AdminParts parts) => AdminAnswer.RunAsync(http, () =>
    {
        var status = parts.Worker.Supervisor.Status;
        return Task.FromResult<object>(new
        {
            processId = Environment.ProcessId,
            worker = new
            {
                status.Phase,
                since = status.Since.UtcDateTime,
                status.ProcessId,
                status.Starts,
                status.Functions,
                status.LastFault,
                nextStart = status.NextStart?.UtcDateTime,
            },
        });
    });
}
