using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

internal static class HealthServices
{
    // A failing probe says more than a hanging one.
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds the health checks.</summary>
    public static IServiceCollection AddAppHealth(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Readiness(provider.GetRequiredService<HealthCheckService>()));
        services.AddHealthChecks()
            .AddCheck<TablesHealthCheck>("tables", HealthStatus.Unhealthy, tags: [], timeout: CheckTimeout)
            .AddCheck<StoppingHealthCheck>("service")
            .AddCheck<EngineHealthCheck>("engine", HealthStatus.Unhealthy, tags: [], timeout: CheckTimeout)
            .AddCheck<BusHealthCheck>("bus")
            .AddCheck<TeamsHealthCheck>("teams")
            .AddCheck<TimersHealthCheck>("timers", HealthStatus.Degraded, tags: [], timeout: CheckTimeout)
            .AddCheck<PendingHealthCheck>("pending", HealthStatus.Degraded, tags: [], timeout: CheckTimeout);
        return services;
    }
}
