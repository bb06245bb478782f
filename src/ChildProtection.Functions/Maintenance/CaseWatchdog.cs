using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>The finding about a case.</summary>
/// <param name="Known">Whether the engine knows its orchestration, running or not.</param>
/// <param name="Late">How long its checkpoint has been overdue; null when it is not.</param>
internal readonly record struct WatchFinding(bool Known, TimeSpan Late);

/// <summary>
/// Watches one open case: restarts a stopped orchestration from the record store, and nudges an overdue checkpoint. It retries a case
/// without progress ever more rarely, and finally leaves it to an operator.
/// </summary>
public sealed class CaseWatchdog(
    CaseTables tables, CaseWorkflowClient engine, CasePublisher projection, TimeProvider clock, ILogger<CaseWatchdog> logger)
{
    /// <summary>How late a checkpoint may fire, by the case's clock.</summary>
    internal static readonly TimeSpan Lateness = TimeSpan.FromMinutes(15);

    /// <summary>
    /// A failure for one case must not stop the watch of the others. Without the store or the engine all fail, and the next run retries.
    /// </summary>
    /// <returns>Null when the check failed.</returns>
    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    internal async Task<WatchFinding?> CheckAsync(
        string caseId, DateTimeOffset? listedCheckpoint, DurableTaskClient client, string schedule, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckAsync(caseId, listedCheckpoint, client, cancellationToken);
        }
#pragma warning disable CA1031 // The boundary of a case; see PendingWorkSweep.
        catch (Exception exception)
            when (exception is not (OperationCanceledException or StorageUnavailableException or EngineUnavailableException))
#pragma warning restore CA1031
        {
            OrchestrationLog.PassedOver(logger, exception, caseId, schedule);
            return null;
        }
    }

    private async Task<WatchFinding> CheckAsync(
        string caseId, DateTimeOffset? listedCheckpoint, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var stopped = await CaseWorkflowClient.FindStoppedStatusAsync(client, caseId, cancellationToken);
        var mayBeLate = listedCheckpoint < clock.GetUtcNow() - Lateness;
        if (stopped is null && !mayBeLate)
            return new WatchFinding(true, TimeSpan.Zero);
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } snapshot)
            return new WatchFinding(stopped != CaseWorkflowClient.Missing, TimeSpan.Zero);
        var state = CaseRow.State(snapshot);
        var late = state.NextCheckpoint() is { } due && clock.GetUtcNow() - due.At is var since && since > Lateness ? since : TimeSpan.Zero;
        if (stopped is not null)
            await StartAgainAsync(state, stopped, client, cancellationToken);
        else if (late > TimeSpan.Zero)
            await NudgeAsync(caseId, state.NextCheckpoint()!, client, cancellationToken);
        return new WatchFinding(stopped != CaseWorkflowClient.Missing, late);
    }

    private async Task NudgeAsync(string caseId, TimedSignal checkpoint, DurableTaskClient client, CancellationToken cancellationToken)
    {
        OrchestrationLog.Nudged(logger, caseId, checkpoint.At);
        await CaseWorkflowClient.RaiseAsync(client, caseId, checkpoint, cancellationToken);
    }

    private async Task StartAgainAsync(CaseState state, string status, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await PublishAsync(state.CaseId, cancellationToken);
        if (state.Finished)
            return;
        // An engine that lost its cases must not count against the case.
        if (status == CaseWorkflowClient.Missing)
        {
            await StartAsync(state, status, client, cancellationToken);
            return;
        }

        var attempt = await WatchRow.CountAsync(tables.Cases, state, status, cancellationToken);
        if (attempt.ItIsTime)
            await StartAsync(state, status, client, cancellationToken);
        else if (attempt.JustGivenUp)
            OrchestrationLog.LeftToOperator(logger, state.CaseId, attempt.Attempts, state.Sequence, status);
    }

    /// <summary>A case is started again whether or not what it decided last can be published now; the sweep goes on with that.</summary>
    private async Task PublishAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            await projection.PublishAllAsync(caseId, cancellationToken);
        }
#pragma warning disable CA1031 // As in the orchestration: the outbox is left to the sweep.
        catch (Exception exception) when (RowFaults.IsOfTheRow(exception))
#pragma warning restore CA1031
        {
            OrchestrationLog.PublishingLeftToSweep(logger, caseId, exception.GetType().Name);
        }
    }

    private Task<bool> StartAsync(CaseState state, string status, DurableTaskClient client, CancellationToken cancellationToken)
    {
        OrchestrationLog.StartedAgain(logger, state.CaseId, status, state.Sequence);
        return engine.RestartAsync(client, state.CaseId, cancellationToken);
    }
}
