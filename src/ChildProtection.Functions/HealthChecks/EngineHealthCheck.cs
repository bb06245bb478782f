using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>Whether the durable engine answers and knows the cases; if it has lost them, they are being restarted.</summary>
internal sealed class EngineHealthCheck(DurableClients clients, CaseTables tables) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How many open cases to ask for; one known case is enough.</summary>
    private const int Probed = 3;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (clients.Latest is not { } client)
            return HealthCheckResult.Healthy("This instance has not used the durable engine yet.");
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
            return HealthCheckResult.Healthy("The durable engine answers. The list of its cases cannot be read.");
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
                $"The durable engine knows none of {open.Count} open cases. The watch restarts them within a minute.");
    }

    private static async Task<bool> KnowsAsync(DurableTaskClient client, string instance, CancellationToken cancellationToken) =>
        await EngineCall.Async(cancel => client.GetInstanceAsync(instance, cancel), Patience, cancellationToken) is not null;
}
