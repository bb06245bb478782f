using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Watches every open case. Every minute it checks the cases whose checkpoint is late, by one query, and a share of the others. To ask the
/// engine for every case every minute would be the largest cost on Azure, and a stopped case that is not late has nothing to do: the sweep
/// delivers its events. Where no orchestration runs at all, it checks all cases at once, because the engine has lost them.
/// </summary>
public sealed class OpenCaseWatch(
    CaseTables tables,
    CaseWatchdog watchdog,
    EngineRecovery recovery,
    DurableClients clients,
    TimeProvider clock,
    ILogger<OpenCaseWatch> logger)
{
    /// <summary>The function's name in the host, in settings and in alerts. It stays when the class is renamed.</summary>
    private const string Name = "Watch";

    /// <summary>Late cases in one run. With more the engine itself has stopped, and the round finds the others.</summary>
    private const int MostLate = 500;

    /// <summary>Runs at a start as well, to find at once an engine that has lost the cases, such as one in memory.</summary>
    [Function(Name)]
    public async Task RunAsync(
        [TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        clients.HandIn(client);
        try
        {
            var looked = new Dictionary<string, WatchFinding?>(StringComparer.Ordinal);
            await LookAtLateAsync(looked, client, cancellationToken);
            await LookAtShareAsync(looked, client, cancellationToken);
            await recovery.RunAsync(client, [.. looked.Values.OfType<WatchFinding>()], cancellationToken);
        }
        catch (EngineUnavailableException exception)
        {
            OrchestrationLog.EngineAway(logger, Name, exception.Message);
        }
    }

    private async Task LookAtLateAsync(
        Dictionary<string, WatchFinding?> looked, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await foreach (var row in LateAsync(cancellationToken))
        {
            if (looked.Count == MostLate)
                break;
            looked[row.RowKey] = await LookAtAsync(row, client, cancellationToken);
        }

        var oldest = looked.Values.Max(found => found?.Late) ?? TimeSpan.Zero;
        CaseMetrics.OldestCheckpoint.Set(oldest);
        await WatchReport.WriteAsync(tables.Index, oldest, cancellationToken);
    }

    private async Task LookAtShareAsync(
        Dictionary<string, WatchFinding?> looked, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var row in await WatchRound.NextAsync(tables.Index, cancellationToken))
        {
            if (!looked.ContainsKey(row.RowKey))
                looked[row.RowKey] = await LookAtAsync(row, client, cancellationToken);
        }
    }

    private AsyncPageable<TableEntity> LateAsync(CancellationToken cancellationToken)
    {
        var (first, last) = (CaseIndexRows.Open(0), CaseIndexRows.Open(CaseIndexRows.OpenPartitions - 1));
        var before = clock.GetUtcNow() - CaseWatchdog.Lateness;
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last} and NextCheckpointAt lt {before}");
        return tables.Index.QueryAsync<TableEntity>(filter, select: WatchRound.Columns, cancellationToken: cancellationToken);
    }

    /// <summary>A line is at its case's id, whatever else is spoilt of it.</summary>
    private Task<WatchFinding?> LookAtAsync(TableEntity row, DurableTaskClient client, CancellationToken cancellationToken) =>
        watchdog.CheckAsync(row.GetString("CaseId") ?? row.RowKey, CheckpointOf(row), client, Name, cancellationToken);

    private static DateTimeOffset? CheckpointOf(TableEntity row) =>
        row.TryGetValue("NextCheckpointAt", out var at) ? at as DateTimeOffset? : null;
}
