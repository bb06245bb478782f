using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

/// <summary>Whether durable timers fire when they are due.</summary>
internal sealed class TimerLagHealthCheck(EngineHost host) : IHealthCheck
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);

    // The same limit after which a watch would call a deadline late.
    private static readonly TimeSpan Unacceptable = TimeSpan.FromMinutes(15);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lag = host.Engine.Health.TimerLag;
        var status = lag >= Unacceptable ? HealthStatus.Unhealthy : lag >= Noticeable ? HealthStatus.Degraded : HealthStatus.Healthy;
        var data = new Dictionary<string, object> { ["lagSeconds"] = lag.TotalSeconds };
        return Task.FromResult(new HealthCheckResult(status, $"The oldest due timer has waited {lag:c}.", data: data));
    }
}
