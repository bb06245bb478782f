using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

/// <summary>Whether the engine can store, and whether it still has all that it stored. Damage of a few instances does not stop the others: it is told, not made a reason to stop.</summary>
internal sealed class EngineHealthCheck(EngineHost host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = host.Engine.Health;
        return Task.FromResult(health switch
        {
            { Writable: false } => HealthCheckResult.Unhealthy($"The durable engine cannot store: {health.Reason}"),
            { LostCommits: > 0 } => HealthCheckResult.Degraded($"The durable engine's file was {health.LostCommits} commits behind when it was opened: its log was cut, or an older copy put in its place."),
            { Quarantined: > 0 } => HealthCheckResult.Degraded($"{health.Quarantined} instances of the durable engine are quarantined: their stored rows are damaged."),
            _ => HealthCheckResult.Healthy("The durable engine stores."),
        });
    }
}
