using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>What was found of a case.</summary>
/// <param name="Known">Whether the engine knows its orchestration, running or not.</param>
/// <param name="Late">How long its checkpoint has been due, if it is late.</param>
internal readonly record struct WatchFinding(bool Known, TimeSpan Late);

/// <summary>
/// Looks after one open case: an orchestration that is not running is started again from the record store, a checkpoint that should have
/// fired is nudged. A case that gets nowhere is tried ever more rarely, and at last left to an operator.
/// </summary>
public sealed class CaseWatchdog(
    CaseTables tables, CaseWorkflowClient engine, CasePublisher projection, TimeProvider clock, ILogger<CaseWatchdog> logger)
{
    /// <summary>How late a checkpoint may be, on the case's clock.</summary>
    internal static readonly TimeSpan Lateness = TimeSpan.FromMinutes(15);

    /// <summary>
    /// One case that cannot be looked at must not leave all others unwatched; without the store or the engine none can, and the next run
    /// tries again.
    /// </summary>
    /// <returns>Null when it could not be looked at.</returns>
    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    internal async Task<WatchFinding?> CheckAsync(
        string caseId, DateTimeOffset? listedCheckpoint, DurableTaskClient client, string schedule, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckAsync(caseId, listedCheckpoint, client, cancellationToken);
        }
#pragma warning disable CA1031 // The boundary of a case; see Sweep.
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
        // What the engine lost is no fault of the case, and must not count against it however often that happens.
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
