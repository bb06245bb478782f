using System.Collections.Concurrent;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Shows a case in the lists, row by row: one that can never be written is named in the log and passed over, the others are written.
/// </summary>
internal sealed partial class CaseLists(CaseTables tables, ILogger logger)
{
    /// <param name="stored">The case as it is to be shown.</param>
    /// <param name="deadlineIds">The deadlines that changed.</param>
    /// <param name="approvals">The approvals that changed: rows of the case's partition.</param>
    /// <param name="former">Who had the case before, so that it leaves their lists.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    /// <returns>What was wrong with the rows that were passed over; none when the lists show all.</returns>
    public async Task<IReadOnlyList<Exception>> ShowAsync(
        StoredCase stored,
        IReadOnlyList<string> deadlineIds,
        IReadOnlyList<TableEntity> approvals,
        FormerPlace former,
        CancellationToken cancellationToken)
    {
        ConcurrentQueue<Exception> faults = [];
        var index = IndexRows(stored, faults);
        // Side by side: none depends on another, and somebody waits for the decision.
        await Task.WhenAll(
        [
            .. approvals.Select(row => TryAsync(row.RowKey, () => ShowApprovalAsync(stored, row, former, cancellationToken))),
            .. deadlineIds.Select(id => TryAsync(CaseKeys.Deadline(id), () => ShowDeadlineAsync(stored, id, former, cancellationToken))),
            .. index.Select(row => TryAsync(KindOf(row), () => tables.Index.PutAsync(row, cancellationToken))),
        ]);
        foreach (var (partition, key) in CaseIndexRows.Obsolete(stored, former))
            await TryAsync("obsolete", () => tables.Index.DeleteEntityAsync(partition, key, cancellationToken: cancellationToken));
        if (!ChildReservation.IsOpen(stored.State))
            await TryAsync("reservation", () => ChildReservation.ReleaseAsync(tables.Index, stored.State, cancellationToken));
        return [.. faults];

        Task TryAsync(string row, Func<Task> write) => TryRowAsync(stored.State.CaseId, row, write, faults);
    }

    private async Task ShowDeadlineAsync(StoredCase stored, string id, FormerPlace former, CancellationToken cancellationToken)
    {
        // The state holds those that are open; of the others there are rows alone.
        if (stored.State.Deadlines.FirstOrDefault(open => open.Id == id) is { IsOpen: true } owed)
        {
            await tables.Worklist.PutAsync(WorklistRow.New(stored, owed), cancellationToken);
            if (former.TeamLeft(stored) is { } left)
                await RemoveLineAsync(stored, owed, left, cancellationToken);
            return;
        }

        // A row that is still open was ended by a later decision, whose own publication shows how.
        if (await tables.Cases.FindAsync(stored.State.CaseId, CaseKeys.Deadline(id), cancellationToken) is not { } row
            || DeadlineRow.Read(row) is not { IsOpen: false } ended)
            return;
        foreach (var team in (string[])[stored.State.Team, .. former.TeamLeft(stored) is { } left ? [left] : Array.Empty<string>()])
            await RemoveLineAsync(stored, ended, team, cancellationToken);
        await tables.Timeliness.PutAsync(TimelinessRow.New(stored.State.CaseId, ended), cancellationToken);
    }

    private async Task RemoveLineAsync(StoredCase stored, Deadline deadline, string team, CancellationToken cancellationToken) =>
        await tables.Worklist.DeleteEntityAsync(
            WorklistRow.Partition(team), WorklistRow.Key(stored.State.CaseId, deadline), cancellationToken: cancellationToken);

    /// <summary>
    /// An approval's line moves when it ends; the new place is written before the old one is cleared, so that it is never nowhere.
    /// </summary>
    private async Task ShowApprovalAsync(StoredCase stored, TableEntity row, FormerPlace former, CancellationToken cancellationToken)
    {
        var approval = ApprovalRow.Read(row);
        var isOpen = approval.Approval.Status == ApprovalStatus.Open;
        // Ended by a later decision, whose own publication shows how.
        if (isOpen && !stored.State.Approvals.Any(open => open.Number == approval.Approval.Number))
            return;
        await tables.Approvals.PutAsync(ApprovalRow.Line(approval, stored.RestrictedTo), cancellationToken);
        if (former.TeamLeft(stored) is { } left && approval.Team != left)
        {
            var (there, open) = ApprovalRow.OpenLine(approval, left);
            await tables.Approvals.DeleteEntityAsync(there, open, cancellationToken: cancellationToken);
        }

        // No decision is taken back, so that one that is open was never anywhere else.
        if (isOpen)
            return;
        var (partition, key) = ApprovalRow.OpenLine(approval, approval.Team);
        await tables.Approvals.DeleteEntityAsync(partition, key, cancellationToken: cancellationToken);
    }

    /// <summary>The rows as far as they can be made.</summary>
    private List<TableEntity> IndexRows(StoredCase stored, ConcurrentQueue<Exception> faults)
    {
        List<TableEntity> rows = [];
        try
        {
            rows.AddRange(CaseIndexRows.Of(stored));
        }
#pragma warning disable CA1031 // The boundary of a row: whatever is wrong with one must not hold back the others, nor a message.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            PassOver(stored.State.CaseId, "index", exception, faults);
        }

        return rows;
    }

    private async Task TryRowAsync(string caseId, string row, Func<Task> write, ConcurrentQueue<Exception> faults)
    {
        try
        {
            await write();
        }
#pragma warning disable CA1031 // The boundary of a row, see above; a store that is away stays the caller's.
        catch (Exception exception) when (RowFaults.IsOfTheRow(exception))
#pragma warning restore CA1031
        {
            PassOver(caseId, row, exception, faults);
        }
    }

    private void PassOver(string caseId, string row, Exception exception, ConcurrentQueue<Exception> faults)
    {
        RowPassedOver(logger, exception, caseId, row, RowFaults.Reason(exception));
        faults.Enqueue(exception);
    }

    /// <summary>What an index row finds the case by; its keys may hold names.</summary>
    private static string KindOf(TableEntity row) => "index " + row.PartitionKey.Split('-')[0];

    [LoggerMessage(
        1,
        LogLevel.Error,
        "Case {CaseId}: a list cannot show it: row {Row} is refused ({Reason}) and passed over; the other rows and the messages go on",
        EventName = "ListRowPassedOver")]
    private static partial void RowPassedOver(ILogger logger, Exception exception, string caseId, string row, string reason);
}
