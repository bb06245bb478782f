using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Cases;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Storage;
using ChildProtection.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Schedules;

/// <summary>
/// Looks after every open case: an orchestration that is not running is started again from the record store, a checkpoint that should have fired is
/// nudged. A case that gets nowhere is tried ever more rarely, and at last left to an operator.
/// Every minute it looks at the cases whose checkpoint is late, by one query, and at a share of all others. Asking the engine for every case every
/// minute would cost more on Azure than all else; and a stopped case that is not late has nothing to do: an event for it is brought in by the sweep.
/// </summary>
public sealed class Watch(
    CaseTables tables, CaseEngine engine, CaseProjection projection, DurableClients clients, TimeProvider clock, ILogger<Watch> logger)
{
    /// <summary>How late a checkpoint may be, on the case's clock.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(15);

    /// <summary>Late cases in one run; beyond it the engine itself has stopped, and the round finds the others.</summary>
    private const int MostLate = 500;

    [Function(nameof(Watch))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.HandIn(client);
        var oldest = TimeSpan.Zero;
        var looked = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in LateAsync(cancellationToken))
        {
            if (looked.Count == MostLate)
                break;
            looked.Add(row.RowKey);
            var late = await LookAtSafelyAsync(row, client, cancellationToken);
            oldest = late > oldest ? late : oldest;
        }

        CaseMetrics.OldestCheckpoint.Set(oldest);
        foreach (var row in await WatchRound.NextAsync(tables.Index, cancellationToken))
        {
            if (looked.Add(row.RowKey))
                await LookAtSafelyAsync(row, client, cancellationToken);
        }
    }

    private AsyncPageable<TableEntity> LateAsync(CancellationToken cancellationToken)
    {
        var (first, last, before) = (CaseIndexRows.Open(0), CaseIndexRows.Open(CaseIndexRows.OpenPartitions - 1), clock.GetUtcNow() - Lateness);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last} and NextCheckpointAt lt {before}");
        return tables.Index.QueryAsync<TableEntity>(filter, select: WatchRound.Columns, cancellationToken: cancellationToken);
    }

    /// <summary>One case that cannot be looked at must not leave all others unwatched; without the store none can, and the next run tries again.</summary>
    /// <returns>How long its checkpoint has been due, if it is late.</returns>
    private async Task<TimeSpan> LookAtSafelyAsync(TableEntity row, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAtAsync(row.Need("CaseId"), row.GetDateTimeOffset("NextCheckpointAt"), client, cancellationToken);
        }
#pragma warning disable CA1031 // The boundary of a case; see Sweep.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            OrchestrationLog.PassedOver(logger, exception, row.Need("CaseId"), nameof(Watch));
            return TimeSpan.Zero;
        }
    }

    private async Task<TimeSpan> LookAtAsync(string caseId, DateTimeOffset? listedCheckpoint, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var stopped = await CaseEngine.WhyNotRunningAsync(client, caseId, cancellationToken);
        var mayBeLate = listedCheckpoint < clock.GetUtcNow() - Lateness;
        if (stopped is null && !mayBeLate)
            return TimeSpan.Zero;
        if (await tables.Cases.FindAsync(caseId, Keys.Case, cancellationToken) is not { } snapshot)
            return TimeSpan.Zero;
        var state = CaseRow.State(snapshot);
        var late = state.NextCheckpoint() is { } due && clock.GetUtcNow() - due.At is var since && since > Lateness ? since : TimeSpan.Zero;
        if (stopped is not null)
            await StartAgainAsync(state, stopped, client, cancellationToken);
        else if (late > TimeSpan.Zero)
            await NudgeAsync(caseId, state.NextCheckpoint()!, client, cancellationToken);
        return late;
    }

    private async Task NudgeAsync(string caseId, TimedSignal checkpoint, DurableTaskClient client, CancellationToken cancellationToken)
    {
        OrchestrationLog.Nudged(logger, caseId, checkpoint.At);
        await CaseEngine.RaiseAsync(client, caseId, checkpoint, cancellationToken);
    }

    private async Task StartAgainAsync(CaseState state, string status, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await projection.PublishAllAsync(state.CaseId, cancellationToken);
        if (state.Finished)
            return;
        var attempt = await WatchRow.CountAsync(tables.Cases, state, status, cancellationToken);
        if (attempt.ItIsTime)
        {
            OrchestrationLog.StartedAgain(logger, state.CaseId, status, state.Sequence);
            await engine.StartAgainAsync(client, state.CaseId, cancellationToken);
        }
        else if (attempt.JustGivenUp)
        {
            OrchestrationLog.LeftToOperator(logger, state.CaseId, attempt.Attempts, state.Sequence, status);
        }
    }
}
