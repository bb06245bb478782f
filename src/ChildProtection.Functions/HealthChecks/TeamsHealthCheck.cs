using ChildProtection.Functions.Teams;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>Whether the list of teams is the one in its file. An older one still serves, so the app stays in service.</summary>
internal sealed class TeamsHealthCheck(TeamDirectory teams) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(teams.Fault is null
            ? HealthCheckResult.Healthy($"{teams.Current.Teams.Count} teams are known.")
            : HealthCheckResult.Degraded(
                "The list of teams cannot be read or has faults, so the former list still holds. The log names them; correct the file."));
}
