using LocalHost.Worker;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>Tells callers that no worker can answer, and when to try again.</summary>
internal sealed class WorkerAbsence(WorkerSupervisor? supervisor, TimeProvider time)
{
    private static readonly TimeSpan Starting = TimeSpan.FromSeconds(2);

    /// <summary>No worker has announced its functions yet, so the routes are unknown.</summary>
    public bool IsSinceTheStart => supervisor is { Current: null, Status.Functions: 0 };

    public Task WriteAsync(HttpContext http)
    {
        var status = supervisor?.Status ?? throw new InvalidOperationException("This host has no worker.");
        var wait = status.NextStart is { } next ? next - time.GetUtcNow() + Starting : Starting;
        var detail = status.Phase switch
        {
            WorkerPhase.Stopped => "The host is stopping. Send the request again in a moment.",
            WorkerPhase.Waiting => "The app has ended and restarts soon. GET /admin/host shows the reason.",
            _ => "The app is starting. Send the request again in a moment.",
        };
        return Problem.WriteUnavailableAsync(http, wait, detail);
    }
}
