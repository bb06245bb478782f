using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>The stored and undecided events of a case. An event in the inbox is acknowledged and never lost.</summary>
public sealed class CaseInbox(CaseTables tables)
{
    /// <summary>Whether the case has events that are not decided yet.</summary>
    public async Task<bool> HasUndecidedAsync(string caseId, CancellationToken cancellationToken)
    {
        var filter =
            TableKeys.Rows(caseId, CaseKeys.EventPrefix) + TableClient.CreateQueryFilter($" and Status eq {nameof(EventStatus.Pending)}");
        await foreach (
            var _ in tables.Cases.QueryAsync<TableEntity>(filter, maxPerPage: 1, select: ["RowKey"], cancellationToken: cancellationToken))
            return true;
        return false;
    }

    /// <summary>
    /// Writes the pending row by which the sweep finds the event after any interruption. Returns its minute on the real clock.
    /// </summary>
    /// <param name="caseId">The case, which may not exist yet.</param>
    /// <param name="eventRow">The inbox row that will be stored.</param>
    /// <param name="childLocalId">For a referral: the child whose reservation depends on the pending row.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    public async Task<string> AnnounceAsync(string caseId, string eventRow, string? childLocalId, CancellationToken cancellationToken)
    {
        var row = PendingRow.New(CaseKeys.Minute(TimeProvider.System.GetUtcNow()), caseId, eventRow);
        row["ChildLocalId"] = childLocalId;
        await tables.Pending.PutAsync(row, cancellationToken);
        return row.PartitionKey;
    }

    /// <summary>Withdraws the announcement, because nothing will be stored.</summary>
    public Task WithdrawAsync(string caseId, string eventRow, string minute, CancellationToken cancellationToken) =>
        tables.Pending.DeleteEntityAsync(PendingRow.New(minute, caseId, eventRow), cancellationToken: cancellationToken);

    /// <summary>Stores an announced event; false when the caller used that key before.</summary>
    public Task<bool> StoreAsync(
        string caseId,
        EventRequest request,
        CaseSignal signal,
        DateTimeOffset receivedAt,
        string minute,
        CancellationToken cancellationToken
    ) => tables.Cases.TryAddAsync(EventRow.New(caseId, request, signal, receivedAt, minute), cancellationToken);

    /// <summary>Removes the pending row of a refused or parked event, which has nothing to publish.</summary>
    public async Task CloseAsync(string caseId, string eventRow, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, eventRow, cancellationToken) is not { } row || EventRow.IsPending(row))
            return;
        await GiveBackAsync(row, cancellationToken);
        var pending = Pending(row);
        await tables.Pending.DeleteEntityAsync(pending.PartitionKey, pending.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>An opening that came to nothing must not keep the child from the corrected referral.</summary>
    private async Task GiveBackAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (
            EventCatalogue.Find(row.Need("Type")) is { Opens: true }
            && row.Need("Status") is nameof(EventStatus.Rejected) or nameof(EventStatus.Failed)
            && await tables.Cases.FindAsync(row.PartitionKey, CaseKeys.Case, cancellationToken) is null)
            await ChildReservation.GiveBackAsync(
                tables.Index,
                EventRow.DataObject(row)["child"]!["localId"]!.GetValue<string>(),
                row.PartitionKey,
                cancellationToken);
    }

    /// <summary>
    /// Counts one more failed decision and parks the event at <paramref name="limit"/>; returns the count. A checkpoint is never parked.
    /// </summary>
    public async Task<int> CountFailureAsync(string caseId, string eventRow, int limit, string reason, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, eventRow, cancellationToken) is not { } row)
            return 0;
        if (!EventRow.IsPending(row))
            return limit;
        var attempts = (row.GetInt32("Attempts") ?? 0) + 1;
        var change = attempts < limit
            ? new TableEntity(caseId, eventRow) { ["Attempts"] = attempts }
            : EventRow.Failed(row, attempts, reason);
        await tables.Cases.MergeAsync(change, row.ETag, cancellationToken);
        if (attempts >= limit)
            await CloseAsync(caseId, eventRow, cancellationToken);
        return attempts;
    }

    private static TableEntity Pending(TableEntity eventRow) =>
        PendingRow.New(eventRow.Need("PendingMinute"), eventRow.PartitionKey, eventRow.RowKey);
}
