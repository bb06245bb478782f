using Azure.Data.Tables;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Completes interrupted work: hands over events that never reached the engine, publishes remaining outboxes, and sends agreed corrections
/// of dead letters. It runs on real time, also where cases follow a simulated clock.
/// </summary>
public sealed class PendingWorkSweep(
    CaseTables tables,
    CaseWorkflowClient engine,
    CaseInbox inbox,
    CasePublisher projection,
    IDeadLetters letters,
    DurableClients clients,
    FirstSweep first,
    ILogger<PendingWorkSweep> logger)
{
    /// <summary>The function's name in the host, in settings and in alerts. It stays when the class is renamed.</summary>
    private const string Name = "Sweep";

    /// <summary>Younger rows are still under way.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    [Function(Name)]
    public async Task RunAsync(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.HandIn(client);
        var run = new Run(client, CaseKeys.Minute(TimeProvider.System.GetUtcNow() - Age));
        var filter = first.IsDue ? "" : TableClient.CreateQueryFilter($"PartitionKey lt {run.OldBefore}");
        await foreach (var pending in tables.Pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            try
            {
                await SweepAsync(pending, run, cancellationToken);
            }
            catch (BusUnavailableException exception)
            {
                // Work that waits for the bus must not delay work that waits for the engine, nor the reverse.
                run.BusIsAway = true;
                OrchestrationLog.PublishingLeftToSweep(logger, pending.Need("CaseId"), exception.Message);
            }
            catch (EngineUnavailableException exception)
            {
                run.EngineIsAway = true;
                OrchestrationLog.EngineAway(logger, Name, exception.Message);
            }
            catch (StorageUnavailableException exception)
            {
                OrchestrationLog.SweepWaits(logger, pending.Need("CaseId"), exception.Message);
                return;
            }
#pragma warning disable CA1031 // The engine may refuse one case with any exception; the others must continue.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                // A thread's own key begins with its case: it may be the thread that is spoilt.
                OrchestrationLog.PassedOver(logger, exception, pending.GetString("CaseId") ?? pending.RowKey, Name);
            }
        }

        first.Done();
        run.Ages.Show();
        await letters.ResumeAsync(cancellationToken);
    }

    private async Task SweepAsync(TableEntity pending, Run run, CancellationToken cancellationToken)
    {
        var (caseId, rowKey) = (pending.Need("CaseId"), pending.Need("Row"));
        var old = string.CompareOrdinal(pending.PartitionKey, run.OldBefore) < 0;
        var row = await tables.Cases.FindAsync(caseId, rowKey, cancellationToken);
        // Its writer may have stored the pending row and not yet the event.
        if (row is null && !old)
            return;
        var isEvent = rowKey.StartsWith(CaseKeys.EventPrefix, StringComparison.Ordinal);
        if (isEvent && row is not null && EventRow.IsPending(row))
        {
            if (old)
                run.Ages.Undecided(pending);
            if (run.EngineIsAway)
                return;
            OrchestrationLog.Swept(logger, caseId, rowKey);
            await engine.ResubmitAsync(row, run.Client, cancellationToken);
            return;
        }

        if (old)
            run.Ages.Unpublished(pending);
        if (run.BusIsAway)
            return;
        OrchestrationLog.Swept(logger, caseId, rowKey);
        if (isEvent && row is null)
            await UndoAsync(pending, caseId, cancellationToken);
        await projection.PublishAllAsync(caseId, cancellationToken);
        await inbox.CloseAsync(caseId, rowKey, cancellationToken);
        await tables.Pending.DeleteEntityAsync(pending.PartitionKey, pending.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Of an event that was announced and never stored: releases a referral's child, and shows again what a restriction had hidden in the
    /// lists.
    /// </summary>
    private async Task UndoAsync(TableEntity pending, string caseId, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not null)
            await projection.ProjectAsync(caseId, cancellationToken);
        else if (pending.GetString("ChildLocalId") is { } localId)
            await ChildReservation.GiveBackAsync(tables.Index, localId, caseId, cancellationToken);
    }

    /// <summary>One run: its findings, and what it need not retry.</summary>
    /// <param name="client">The durable engine.</param>
    /// <param name="oldBefore">Rows of earlier minutes are no longer under way.</param>
    private sealed class Run(DurableTaskClient client, string oldBefore)
    {
        public DurableTaskClient Client => client;

        public string OldBefore => oldBefore;

        public PendingAges Ages { get; } = new();

        public bool BusIsAway { get; set; }

        public bool EngineIsAway { get; set; }
    }
}
