using ChildProtection.Functions.Platform.Bus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>
/// Whether messages are received, and whether the last one was sent. Cases continue without the bus, so it never takes the app out of
/// service.
/// </summary>
internal sealed class BusHealthCheck(BusActivity activity) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            activity.LastSendFailed
                ? HealthCheckResult.Degraded("The last message was not sent. The app sends it when the bus is back.")
            : activity.Failing is { } failing
                ? HealthCheckResult.Degraded($"Messages of {failing} cannot be received. The processor retries.")
            : activity.Taken is { Count: > 0 } taken ? HealthCheckResult.Healthy($"Messages of {string.Join(" and ", taken)} are taken.")
            : HealthCheckResult.Healthy("The instance that runs the sweep receives messages, from its first run on."));
}
