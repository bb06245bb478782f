using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Maintenance;

internal static class MaintenanceServices
{
    /// <summary>Adds what the schedules and the commands of an operator work with.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services) => services
        .AddSingleton<FirstSweep>()
        .AddSingleton<CaseWatchdog>()
        .AddSingleton<EngineRecovery>()
        .AddSingleton<ProjectionRebuild>()
        .AddSingleton<OrphanedRowCleanup>();
}
