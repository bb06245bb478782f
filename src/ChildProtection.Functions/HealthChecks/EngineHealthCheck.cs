using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>Whether the durable engine answers, and whether it has the cases: after it lost them they are being started again.</summary>
internal sealed class EngineHealthCheck(DurableClients clients, CaseTables tables) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Open cases that it is asked for; that one of them is known is enough.</summary>
    private const int Probed = 3;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (clients.Latest is not { } client)
            return HealthCheckResult.Healthy("Nothing on this instance has used the durable engine yet.");
        try
        {
            return await AskAsync(client, cancellationToken);
        }
        catch (EngineUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
        catch (RpcException fault)
        {
            return HealthCheckResult.Unhealthy($"The durable engine answers {fault.StatusCode}.");
        }
        catch (StorageUnavailableException)
        {
            return HealthCheckResult.Healthy("The durable engine answers; which cases it should have cannot be read.");
        }
    }

    private async Task<HealthCheckResult> AskAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var known = await KnowsAsync(client, "health", cancellationToken);
        if (await RecoveryProgress.ReadAsync(tables.Index, cancellationToken) is { } progress)
            return HealthCheckResult.Degraded($"starting {progress.Done} of {progress.Open}");
        var open = await OpenCases.PageAsync(tables.Index, "", "", Probed, cancellationToken);
        foreach (var row in open)
            known = known || await KnowsAsync(client, row.Need("CaseId"), cancellationToken);
        return known || open.Count == 0
            ? HealthCheckResult.Healthy("The durable engine answers.")
            : HealthCheckResult.Degraded(
                $"The durable engine knows none of {open.Count} open cases; the watch starts them within a minute.");
    }

    private static async Task<bool> KnowsAsync(DurableTaskClient client, string instance, CancellationToken cancellationToken) =>
        await EngineCall.Async(cancel => client.GetInstanceAsync(instance, cancel), Patience, cancellationToken) is not null;
}
