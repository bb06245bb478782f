using System.Runtime.ExceptionServices;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Brings what other tables say of a case up to what its own partition says, and tells people and agencies. Doing it again, late or by two
/// at once ends in the same rows.
/// </summary>
public sealed class CasePublisher(CaseTables tables, INotificationSender notifications, ILogger<CasePublisher> logger)
{
    private readonly CaseLists _lists = new(tables, logger);

    /// <summary>Publishes the outbox row of one decision and removes it; does nothing when the row is gone.</summary>
    /// <exception cref="BusUnavailableException">The bus is away; the row stays.</exception>
    public async Task PublishAsync(string caseId, long sequence, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Outbox(sequence), cancellationToken) is { } outbox)
            await PublishAsync(outbox, cancellationToken);
    }

    /// <summary>Publishes every remaining outbox row of a case.</summary>
    public async Task PublishAllAsync(string caseId, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failed = null;
        await foreach (var outbox in tables.Cases.RowsAsync(caseId, CaseKeys.OutboxPrefix, cancellationToken))
        {
            try
            {
                await PublishAsync(outbox, cancellationToken);
            }
#pragma warning disable CA1031 // One that fails must not hold up those after it; the caller is told of it when they are done.
            catch (Exception exception) when (exception is not BusUnavailableException && RowFaults.IsOfTheRow(exception))
#pragma warning restore CA1031
            {
                failed ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failed?.Throw();
    }

    /// <summary>Brings the lists up to date with the case, without a decision.</summary>
    public async Task ProjectAsync(string caseId, CancellationToken cancellationToken)
    {
        ETag projected = default;
        while (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row && row.ETag != projected)
        {
            projected = row.ETag;
            await ProjectAsync(CaseRow.Read(row), cancellationToken);
        }
    }

    /// <summary>Writes <paramref name="stored"/> to the lists.</summary>
    /// <returns>What was wrong with the rows that were passed over.</returns>
    internal async Task<IReadOnlyList<Exception>> ProjectAsync(StoredCase stored, CancellationToken cancellationToken)
    {
        List<TableEntity> approvals = [];
        await foreach (var approval in tables.CommittedRowsAsync(stored.State.CaseId, CaseKeys.ApprovalPrefix, cancellationToken))
            approvals.Add(approval);
        return await _lists.ShowAsync(
            stored, [.. stored.State.Deadlines.Select(deadline => deadline.Id)], approvals, FormerPlace.None, cancellationToken);
    }

    /// <summary>Publishes an outbox row and removes it.</summary>
    /// <exception cref="BusUnavailableException">The bus is away; the row stays.</exception>
    internal Task PublishAsync(TableEntity outbox, CancellationToken cancellationToken) =>
        PublishAsync(outbox, known: null, cancellationToken);

    /// <summary>The same, with the case as read a moment ago.</summary>
    internal async Task PublishAsync(TableEntity outbox, TableEntity? known, CancellationToken cancellationToken)
    {
        var row = known ?? await tables.Cases.FindAsync(outbox.PartitionKey, CaseKeys.Case, cancellationToken);
        // Begun first, and waiting for no list: a row that fails must not keep a message back.
        var telling = TellAsync(outbox, row, cancellationToken);
        await Task.WhenAll(telling, ShowAsync(outbox, row, cancellationToken));
        await tables.Cases.DeleteEntityAsync(outbox.PartitionKey, outbox.RowKey, cancellationToken: cancellationToken);
        // Deleted last, so that the sweep can resume an interrupted publication.
        var pending = Outbox.Pending(outbox);
        await tables.Pending.DeleteEntityAsync(pending.PartitionKey, pending.RowKey, cancellationToken: cancellationToken);
    }

    private async Task TellAsync(TableEntity outbox, TableEntity? row, CancellationToken cancellationToken)
    {
        if (NotificationOutbox.Read(outbox) is not { Count: > 0 } told)
            return;
        var sent = RestrictedNotifications.Of(told, row?.Texts(RestrictionRow.AllowedProperty));
        await notifications.SendAsync(sent, cancellationToken);
        if (SentNotices.Row(outbox, told, sent) is { } notices)
            await tables.Cases.PutAsync(notices, cancellationToken);
    }

    /// <summary>Writes the decision's own rows, and then what lists show of the case.</summary>
    private async Task ShowAsync(TableEntity outbox, TableEntity? row, CancellationToken cancellationToken)
    {
        if (!Outbox.ChangesLists(outbox))
            return;
        var caseId = outbox.PartitionKey;
        if (CaseChanges.Read(outbox) is { } changes)
            await CommittedRows.WriteAsync(tables.Cases, changes.Rows(caseId), cancellationToken);
        ETag shown = default;
        while (row is not null && row.ETag != shown)
        {
            // Another decision may be shown at the same time: whoever wrote last has seen the newest version.
            shown = row.ETag;
            List<TableEntity> approvals = [];
            foreach (var number in Outbox.ApprovalNumbers(outbox))
            {
                if (await tables.Cases.FindAsync(caseId, CaseKeys.Approval(number), cancellationToken) is { } approval)
                    approvals.Add(approval);
            }

            await _lists.ShowAsync(
                CaseRow.Read(row), Outbox.DeadlineIds(outbox), approvals, Outbox.Former(outbox), cancellationToken);
            row = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken);
        }
    }
}
