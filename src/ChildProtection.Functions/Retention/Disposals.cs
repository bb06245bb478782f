using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Retention;

/// <summary>The records due for disposal: proposed, recommended, declined, approved.</summary>
public sealed class Disposals(CaseTables tables, KeptRecords kept)
{
    /// <summary>All open ones, the longest overdue first.</summary>
    public async Task<IReadOnlyList<StoredDisposal>> ListAsync(CancellationToken cancellationToken)
    {
        List<StoredDisposal> found = [];
        await foreach (
            var row in tables.Disposals.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {DisposalRow.Open}"), cancellationToken: cancellationToken))
            found.Add(DisposalRow.Read(row));
        return [.. found.OrderBy(disposal => disposal.DueOn).ThenBy(disposal => disposal.CaseId, StringComparer.Ordinal)];
    }

    public async Task<StoredDisposal?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await tables.Disposals.FindAsync(DisposalRow.Open, caseId, cancellationToken) is { } row ? DisposalRow.Read(row) : null;

    /// <summary>
    /// Proposes a record that is due and not kept for another reason; withdraws the proposal of one that must be kept. True when something
    /// changed.
    /// </summary>
    internal async Task<bool> ProposeAsync(TableEntity snapshot, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = CaseRow.Read(snapshot);
        var caseId = stored.State.CaseId;
        var row = await tables.Disposals.FindAsync(DisposalRow.Open, caseId, cancellationToken);
        if (await kept.ReasonAsync(snapshot, today, cancellationToken) is not null || kept.PeriodOf(stored.State) is not { } period)
            return row is not null && await WithdrawAsync(row, cancellationToken);
        if (row is not null && (DisposalRow.Read(row) is not { Status: DisposalStatus.Declined, ReviewOn: { } review } || review > today))
            return false;
        var proposed = new StoredDisposal
        {
            CaseId = caseId,
            Team = stored.State.Team,
            Reference = stored.Reference,
            Category = period.Category,
            ClosedOn = stored.State.Closure!.On,
            DueOn = period.DueOn,
            Explanation = period.Explanation,
            Schedule = period.Schedule,
            ProposedAt = now,
            Status = DisposalStatus.Proposed,
        };
        await tables.Disposals.PutAsync(DisposalRow.New(proposed), cancellationToken);
        return true;
    }

    /// <summary>Why the record must be kept by now; it is then no longer proposed. Null when it may go.</summary>
    internal async Task<string?> KeepAsync(string caseId, DateOnly today, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } snapshot
            || await kept.ReasonAsync(snapshot, today, cancellationToken) is not { } reason)
            return null;
        if (await tables.Disposals.FindAsync(DisposalRow.Open, caseId, cancellationToken) is { } row)
            await WithdrawAsync(row, cancellationToken);
        return reason;
    }

    /// <summary>
    /// Records a decision, which the caller found permitted on <paramref name="before"/>; false after a concurrent decision.
    /// </summary>
    internal async Task<bool> DecideAsync(StoredDisposal before, StoredDisposal after, CancellationToken cancellationToken)
    {
        if (await tables.Disposals.FindAsync(DisposalRow.Open, before.CaseId, cancellationToken) is not { } row
            || DisposalRow.Read(row) != before)
            return false;
        try
        {
            await tables.Disposals.ReplaceAsync(DisposalRow.Write(row, after), row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>The next approved record, after the last one that could not be destroyed.</summary>
    internal async Task<StoredDisposal?> NextApprovedAsync(string? after, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {DisposalRow.Open} and RowKey gt {after ?? ""} and Status eq {nameof(DisposalStatus.Approved)}");
        await foreach (var row in tables.Disposals.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            return DisposalRow.Read(row);
        return null;
    }

    /// <summary>An approved proposal is not withdrawn here: the disposal itself checks once more and withdraws it.</summary>
    private async Task<bool> WithdrawAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (DisposalRow.Read(row).Status == DisposalStatus.Approved)
            return false;
        try
        {
            await tables.Disposals.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }
}
