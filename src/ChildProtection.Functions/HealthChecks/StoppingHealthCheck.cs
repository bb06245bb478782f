using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>An app that stops is not ready, from the first moment: no new requests are to be sent to it.</summary>
internal sealed class StoppingHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The app is stopping: it ends what is under way and takes nothing new.")
                : HealthCheckResult.Healthy("The app takes requests."));
}
