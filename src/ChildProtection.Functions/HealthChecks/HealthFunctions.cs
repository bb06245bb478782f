using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>Whether the app runs, and whether it can work.</summary>
public sealed class HealthFunctions(Readiness readiness, DurableClients clients)
{
    [Function("GetLiveness")]
    public static IResult GetLiveness([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) =>
        new JsonAnswer(new HealthView(Health.Healthy, []));

    /// <summary>A degraded app stays in service; only an unhealthy one is taken out.</summary>
    [Function("GetReadiness")]
    public async Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        clients.Note(client);
        var report = await readiness.ReportAsync(cancellation);
        return new JsonAnswer(
            HealthView.Of(report),
            report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
