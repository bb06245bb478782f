using LocalHost.Worker;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>The state of the host and its worker.</summary>
internal static class HostRoutes
{
    public static Task GetAsync(HttpContext http, AdminParts parts) => AdminAnswer.RunAsync(http, () => Task.FromResult<object>(new
    {
        processId = Environment.ProcessId,
        busPort = parts.Bus.Port,
        engine = parts.Engine is null ? null : parts.Engine.Engine is null ? "waiting" : "running",
        worker = parts.Worker is { } worker ? View(worker.Supervisor.Status) : null,
    }));

    private static object View(WorkerStatus status) => new
    {
        status.Phase,
        since = status.Since.UtcDateTime,
        status.ProcessId,
        status.Starts,
        status.Functions,
        status.LastFault,
        nextStart = status.NextStart?.UtcDateTime,
    };
}
