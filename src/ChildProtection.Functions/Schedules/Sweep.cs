using Azure.Data.Tables;
using ChildProtection.Functions.Messaging;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Schedules;

/// <summary>
/// Brings to an end what was stored and then interrupted: events that never reached the engine are raised again, outboxes left over are published.
/// It runs on real time, whatever the case's clock says.
/// </summary>
public sealed class Sweep(
    CaseTables tables, CaseEngine engine, CaseInbox inbox, CaseProjection projection, DurableClients clients, ILogger<Sweep> logger)
{
    /// <summary>What is younger than this is still on its way.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    [Function(nameof(Sweep))]
    public async Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.HandIn(client);
        var until = Keys.Minute(TimeProvider.System.GetUtcNow() - Age);
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {until}");
        var ages = new PendingAges();
        await foreach (var pending in tables.Pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            try
            {
                await SweepAsync(pending, ages, client, cancellationToken);
            }
            catch (BusUnavailableException exception)
            {
                // What waits for the bus must not hold up what waits for the engine.
                OrchestrationLog.PublishingLeftToSweep(logger, pending.Need("CaseId"), exception.Message);
            }
            catch (StorageUnavailableException exception)
            {
                OrchestrationLog.SweepWaits(logger, pending.Need("CaseId"), exception.Message);
                return;
            }
#pragma warning disable CA1031 // On Azure the engine refuses in ways that no type of the app names (RpcException); one case's row must not hold up every other's.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                OrchestrationLog.PassedOver(logger, exception, pending.Need("CaseId"), nameof(Sweep));
            }
        }

        ages.Show();
    }

    private async Task SweepAsync(TableEntity pending, PendingAges ages, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (caseId, rowKey) = (pending.Need("CaseId"), pending.Need("Row"));
        OrchestrationLog.Swept(logger, caseId, rowKey);
        if (rowKey.StartsWith(Keys.EventPrefix, StringComparison.Ordinal) && await IsUndecidedAsync(pending, caseId, rowKey, cancellationToken) is { } row)
        {
            ages.Undecided(pending);
            await engine.HandAgainAsync(row, client, cancellationToken);
            return;
        }

        ages.Unpublished(pending);
        await projection.PublishAllAsync(caseId, cancellationToken);
        await inbox.CloseAsync(caseId, rowKey, cancellationToken);
        await tables.Pending.DeleteEntityAsync(pending.PartitionKey, pending.RowKey, cancellationToken: cancellationToken);
    }

    private async Task<TableEntity?> IsUndecidedAsync(TableEntity pending, string caseId, string rowKey, CancellationToken cancellationToken)
    {
        var row = await tables.Cases.FindAsync(caseId, rowKey, cancellationToken);
        if (row is null && pending.GetString("ChildLocalId") is { } localId
            && await tables.Cases.FindAsync(caseId, Keys.Case, cancellationToken) is null)
            await ChildReservation.GiveBackAsync(tables.Index, localId, caseId, cancellationToken);
        return row is not null && EventRow.IsPending(row) ? row : null;
    }
}
