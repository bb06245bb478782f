using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

/// <summary>Whether the engine can store.</summary>
internal sealed class EngineHealthCheck(EngineHost host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = host.Engine.Health;
        return Task.FromResult(health.Writable
            ? HealthCheckResult.Healthy("The durable engine stores.")
            : HealthCheckResult.Unhealthy($"The durable engine cannot store: {health.Reason}"));
    }
}
