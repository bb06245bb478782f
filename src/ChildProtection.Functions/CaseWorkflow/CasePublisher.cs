using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Brings what other tables say of a case up to what its own partition says. Everything is read from the case, so doing it again, late or
/// by two at once ends in the same rows.
/// </summary>
public sealed class CasePublisher(CaseTables tables, INotificationSender notifications)
{
    /// <summary>Publishes the outbox row of one decision and removes it. Does nothing when it is gone already.</summary>
    /// <exception cref="BusUnavailableException">The bus is away; the row stays.</exception>
    public async Task PublishAsync(string caseId, long sequence, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Outbox(sequence), cancellationToken) is { } outbox)
            await PublishAsync(outbox, cancellationToken);
    }

    /// <summary>Publishes every outbox row that a case has left.</summary>
    public async Task PublishAllAsync(string caseId, CancellationToken cancellationToken)
    {
        await foreach (var outbox in tables.Cases.RowsAsync(caseId, CaseKeys.OutboxPrefix, cancellationToken))
            await PublishAsync(outbox, cancellationToken);
    }

    /// <summary>Brings the lists up to what the case says now, without a decision.</summary>
    public async Task ProjectAsync(string caseId, CancellationToken cancellationToken)
    {
        ETag projected = default;
        while (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row && row.ETag != projected)
        {
            projected = row.ETag;
            await ProjectAsync(CaseRow.Read(row), cancellationToken);
        }
    }

    /// <summary>Shows a case in the lists as <paramref name="stored"/> has it.</summary>
    internal async Task ProjectAsync(StoredCase stored, CancellationToken cancellationToken)
    {
        await foreach (var approval in tables.Cases.RowsAsync(stored.State.CaseId, CaseKeys.ApprovalPrefix, cancellationToken))
            await ProjectApprovalAsync(stored, approval, cancellationToken);
        await ProjectAsync(stored, [.. stored.State.Deadlines.Select(deadline => deadline.Id)], formerWorker: null, cancellationToken);
    }

    /// <summary>Publishes an outbox row and removes it.</summary>
    /// <exception cref="BusUnavailableException">The bus is away; the row stays.</exception>
    internal Task PublishAsync(TableEntity outbox, CancellationToken cancellationToken) =>
        PublishAsync(outbox, known: null, cancellationToken);

    /// <summary>The same, given the case as it was a moment ago.</summary>
    internal async Task PublishAsync(TableEntity outbox, TableEntity? known, CancellationToken cancellationToken)
    {
        var row = Outbox.ChangesLists(outbox)
            ? await ProjectAsync(outbox, known, cancellationToken)
            : await tables.Cases.FindAsync(outbox.PartitionKey, CaseKeys.Case, cancellationToken);
        // Who knows of the case is read last, as near as can be to the moment of sending.
        if (NotificationOutbox.Read(outbox) is { Count: > 0 } told)
            await notifications.SendAsync(RestrictedNotifications.Of(told, row?.Texts(RestrictionRow.AllowedProperty)), cancellationToken);
        await tables.Cases.DeleteEntityAsync(outbox.PartitionKey, outbox.RowKey, cancellationToken: cancellationToken);
        // Deleted last: until then the sweep would find what is left to do.
        var pending = Outbox.Pending(outbox);
        await tables.Pending.DeleteEntityAsync(pending.PartitionKey, pending.RowKey, cancellationToken: cancellationToken);
    }

    /// <returns>The case as it is shown now; null when there is none.</returns>
    private async Task<TableEntity?> ProjectAsync(TableEntity outbox, TableEntity? known, CancellationToken cancellationToken)
    {
        var caseId = outbox.PartitionKey;
        ETag projected = default;
        var row = known ?? await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken);
        while (row is not null && row.ETag != projected)
        {
            // Another decision may be projected at the same time: whoever wrote last has seen the newest version.
            projected = row.ETag;
            var stored = CaseRow.Read(row);
            foreach (var number in Outbox.ApprovalNumbers(outbox))
            {
                if (await tables.Cases.FindAsync(caseId, CaseKeys.Approval(number), cancellationToken) is { } approval)
                    await ProjectApprovalAsync(stored, approval, cancellationToken);
            }

            await ProjectAsync(stored, Outbox.DeadlineIds(outbox), outbox.GetString("FormerWorker"), cancellationToken);
            row = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken);
        }

        return row;
    }

    private async Task ProjectAsync(
        StoredCase stored, IReadOnlyList<string> deadlineIds, string? formerWorker, CancellationToken cancellationToken)
    {
        // Side by side: none depends on another, and somebody waits for the decision.
        await Task.WhenAll(
        [
            .. deadlineIds.Select(id => ProjectDeadlineAsync(stored, id, cancellationToken)),
            .. CaseIndexRows.Of(stored).Select(row => tables.Index.PutAsync(row, cancellationToken)),
        ]);
        foreach (var (partition, key) in CaseIndexRows.Obsolete(stored, formerWorker))
            await tables.Index.DeleteEntityAsync(partition, key, cancellationToken: cancellationToken);
        if (stored.State.Stage == CaseStage.Closed)
            await ChildReservation.ReleaseAsync(tables.Index, stored.State, cancellationToken);
    }

    private async Task ProjectDeadlineAsync(StoredCase stored, string id, CancellationToken cancellationToken)
    {
        // The state holds those that are open; of the others there are rows alone.
        var deadline =
            stored.State.Deadlines.FirstOrDefault(open => open.Id == id)
            ?? (
                await tables.Cases.FindAsync(stored.State.CaseId, CaseKeys.Deadline(id), cancellationToken) is { } row
                    ? DeadlineRow.Read(row)
                    : null);
        if (deadline is null)
            return;
        if (deadline.IsOpen)
        {
            await tables.Worklist.PutAsync(WorklistRow.New(stored, deadline), cancellationToken);
            return;
        }

        await tables.Worklist.DeleteEntityAsync(
            WorklistRow.Partition(stored.State.Team), WorklistRow.Key(stored.State.CaseId, deadline), cancellationToken: cancellationToken);
        await tables.Timeliness.PutAsync(TimelinessRow.New(stored.State.CaseId, deadline), cancellationToken);
    }

    /// <summary>
    /// An approval's line moves when it ends; the new place is written before the old one is cleared, so that it is never nowhere.
    /// </summary>
    private async Task ProjectApprovalAsync(StoredCase stored, TableEntity row, CancellationToken cancellationToken)
    {
        var approval = ApprovalRow.Read(row);
        await tables.Approvals.PutAsync(ApprovalRow.Line(approval, stored.RestrictedTo), cancellationToken);
        // No decision is taken back, so that one that is open was never anywhere else.
        if (approval.Approval.Status == ApprovalStatus.Open)
            return;
        var (partition, former) = ApprovalRow.FormerLine(approval);
        await tables.Approvals.DeleteEntityAsync(partition, former, cancellationToken: cancellationToken);
    }
}
