using Azure.Data.Tables;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Brings to an end what was stored and then interrupted: events that never reached the engine are raised again, outboxes left over are
/// published. It runs on real time, whatever the case's clock says.
/// </summary>
public sealed class PendingWorkSweep(
    CaseTables tables,
    CaseWorkflowClient engine,
    CaseInbox inbox,
    CasePublisher projection,
    DurableClients clients,
    FirstSweep first,
    ILogger<PendingWorkSweep> logger)
{
    /// <summary>The function's name in the host, in settings and in alerts: it stays, whatever the class is called.</summary>
    private const string Name = "Sweep";

    /// <summary>What is younger than this is still on its way.</summary>
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
                // What waits for the bus must not hold up what waits for the engine, and the other way round.
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
#pragma warning disable CA1031 // The engine refuses one case in ways that no type of the app names (RpcException); it must not hold up every other's.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                // A thread's own key begins with its case: it may be the thread that is spoilt.
                OrchestrationLog.PassedOver(logger, exception, pending.GetString("CaseId") ?? pending.RowKey, Name);
            }
        }

        first.Done();
        run.Ages.Show();
    }

    private async Task SweepAsync(TableEntity pending, Run run, CancellationToken cancellationToken)
    {
        var (caseId, rowKey) = (pending.Need("CaseId"), pending.Need("Row"));
        var old = string.CompareOrdinal(pending.PartitionKey, run.OldBefore) < 0;
        var row = await tables.Cases.FindAsync(caseId, rowKey, cancellationToken);
        // Its writer may be between the thread and the row.
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
            await GiveBackAsync(pending, caseId, cancellationToken);
        await projection.PublishAllAsync(caseId, cancellationToken);
        await inbox.CloseAsync(caseId, rowKey, cancellationToken);
        await tables.Pending.DeleteEntityAsync(pending.PartitionKey, pending.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>A referral that was announced and never stored gives its child back.</summary>
    private async Task GiveBackAsync(TableEntity pending, string caseId, CancellationToken cancellationToken)
    {
        if (pending.GetString("ChildLocalId") is { } localId
            && await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is null)
            await ChildReservation.GiveBackAsync(tables.Index, localId, caseId, cancellationToken);
    }

    /// <summary>One run: what it found, and what it need not try again.</summary>
    /// <param name="client">The durable engine.</param>
    /// <param name="oldBefore">The minute before which nothing is on its way any more.</param>
    private sealed class Run(DurableTaskClient client, string oldBefore)
    {
        public DurableTaskClient Client => client;

        public string OldBefore => oldBefore;

        public PendingAges Ages { get; } = new();

        public bool BusIsAway { get; set; }

        public bool EngineIsAway { get; set; }
    }
}
