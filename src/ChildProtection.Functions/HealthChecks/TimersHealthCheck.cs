using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>Whether checkpoints fire on time, by the watch's last report, and whether the watch runs.</summary>
internal sealed class TimersHealthCheck(CaseTables tables) : IHealthCheck
{
    /// <summary>The watch runs every minute, a recovery for eight.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(12);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await WatchReport.ReadAsync(tables.Index, cancellationToken) is { } report
                ? Judge(report, TimeProvider.System.GetUtcNow() - report.At)
                : HealthCheckResult.Healthy("The watch has not run yet.");
        }
        catch (StorageUnavailableException)
        {
            return HealthCheckResult.Degraded("The report of the watch cannot be read.");
        }
    }

    private static HealthCheckResult Judge(WatchReport report, TimeSpan ago) =>
        ago > Silence ? HealthCheckResult.Degraded($"The watch ran last at {report.At:u}. Check that the schedules run.")
        : report.Oldest > TimeSpan.Zero ? HealthCheckResult.Degraded($"The oldest checkpoint has been due for {report.Oldest:c}.")
        : HealthCheckResult.Healthy("No checkpoint is late.");
}
