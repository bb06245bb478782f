using ChildProtection.Functions.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.Http;

public static class HttpApiServices
{
    // A probe that hangs tells less than one that fails.
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds what the HTTP functions need beside the record store and the intake.</summary>
    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.AddSingleton<LocalDays>();
        services.AddSingleton<CaseAnswers>();
        services.AddSingleton<IntakeAnswers>();
        services.AddHealthChecks()
            .AddCheck<TablesHealthCheck>("tables", HealthStatus.Unhealthy, tags: [], timeout: CheckTimeout)
            .AddCheck<StoppingHealthCheck>("service")
            .AddCheck<EngineHealthCheck>("engine", HealthStatus.Unhealthy, tags: [], timeout: CheckTimeout)
            .AddCheck<BusHealthCheck>("bus")
            .AddCheck<TimersHealthCheck>("timers", HealthStatus.Degraded, tags: [], timeout: CheckTimeout)
            .AddCheck<PendingHealthCheck>("pending", HealthStatus.Degraded, tags: [], timeout: CheckTimeout);
        return services;
    }
}
