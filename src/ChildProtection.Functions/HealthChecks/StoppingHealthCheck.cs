using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>A stopping app is not ready: it should get no new requests.</summary>
internal sealed class StoppingHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The app is stopping. It finishes requests under way and accepts no new ones.")
                : HealthCheckResult.Healthy("The app accepts requests."));
}
