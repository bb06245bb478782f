using Azure.Data.Tables;
using ChildProtection.Domain.Cases;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Schedules;

/// <summary>
/// Looks after every open case: an orchestration that is not running is started again from the record store, a checkpoint that should have fired is
/// nudged. A case that gets nowhere is tried ever more rarely, and at last left to an operator.
/// </summary>
public sealed class Watch(CaseTables tables, CaseEngine engine, CaseProjection projection, TimeProvider clock, ILogger<Watch> logger)
{
    /// <summary>How late a checkpoint may be, on the case's clock.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(15);

    [Function(nameof(Watch))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < CaseIndexRows.OpenPartitions; partition++)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {CaseIndexRows.Open(partition)}");
            await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
                await LookAtSafelyAsync(row, client, cancellationToken);
        }
    }

    /// <summary>One case that cannot be looked at must not leave all others unwatched; without the store none can, and the next run tries again.</summary>
    private async Task LookAtSafelyAsync(TableEntity row, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            await LookAtAsync(row.Need("CaseId"), row.GetDateTimeOffset("NextCheckpointAt"), client, cancellationToken);
        }
#pragma warning disable CA1031 // The boundary of a case; see Sweep.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            OrchestrationLog.PassedOver(logger, exception, row.Need("CaseId"), nameof(Watch));
        }
    }

    private async Task LookAtAsync(string caseId, DateTimeOffset? listedCheckpoint, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var stopped = await CaseEngine.WhyNotRunningAsync(client, caseId, cancellationToken);
        var mayBeLate = listedCheckpoint < clock.GetUtcNow() - Lateness;
        if (stopped is null && !mayBeLate)
            return;
        if (await tables.Cases.FindAsync(caseId, Keys.Case, cancellationToken) is not { } snapshot)
            return;
        var state = CaseRow.State(snapshot);
        if (stopped is not null)
            await StartAgainAsync(state, stopped, client, cancellationToken);
        else if (state.NextCheckpoint() is { } checkpoint && checkpoint.At < clock.GetUtcNow() - Lateness)
            await NudgeAsync(caseId, checkpoint, client, cancellationToken);
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
