using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Maintenance;

internal static class MaintenanceServices
{
    /// <summary>Adds the services of the schedules and of an operator's commands.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services) => services
        .AddSingleton<FirstSweep>()
        .AddSingleton<CaseWatchdog>()
        .AddSingleton<EngineRecovery>()
        .AddSingleton<ProjectionRebuild>()
        .AddSingleton<OrphanedRowCleanup>();
}
