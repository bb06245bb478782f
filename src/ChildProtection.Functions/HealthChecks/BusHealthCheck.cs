using ChildProtection.Functions.Platform.Bus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>
/// Whether messages are taken, and whether the last one could be sent. Cases go on without the bus, so it never takes the app out of
/// service.
/// </summary>
internal sealed class BusHealthCheck(BusActivity activity) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            activity.LastSendFailed
                ? HealthCheckResult.Degraded("The last message could not be sent; it is sent again once the bus is back.")
            : activity.Failing is { } failing
                ? HealthCheckResult.Degraded($"Messages of {failing} cannot be taken; the processor tries again.")
            : activity.Taken is { Count: > 0 } taken ? HealthCheckResult.Healthy($"Messages of {string.Join(" and ", taken)} are taken.")
            : HealthCheckResult.Healthy("Messages are taken on the instance where the sweep runs, from its first run on."));
}
