using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.AuditLog;

/// <summary>Which entries are asked for.</summary>
public sealed record AccessQuery
{
    /// <summary>First moment (UTC), inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Last moment (UTC), exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Only entries about cases of that team; all when null.</summary>
    public string? Team { get; init; }

    public required int Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>The access log. Entries are added and never changed; each is chained to the one before it.</summary>
public sealed class AccessLog(CaseTables tables)
{
    private readonly AccessChain _chain = new(tables.Access);

    /// <summary>Returns when the entry is stored for its case and for its subject.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="number">Distinguishes the entries of one invocation.</param>
    /// <param name="cancellationToken">Not the caller's: a caller who hangs up is logged as well.</param>
    /// <exception cref="StorageUnavailableException">The entry is not stored, so the caller must not get an answer.</exception>
    public Task AppendAsync(AccessEntry entry, int number, CancellationToken cancellationToken) =>
        Task.WhenAll(AccessRow.Of(entry, number).Select(row => _chain.AddAsync(row, cancellationToken)));

    public Task<Page<AccessEntry>> OfCaseAsync(string caseId, AccessQuery query, CancellationToken cancellationToken) =>
        ListAsync(AccessRow.OfCase(caseId), query, static _ => new(true), cancellationToken);

    /// <param name="subject">Account id.</param>
    /// <param name="query">Which entries.</param>
    /// <param name="isShown">
    /// Whether the reader may know of an entry. A page is filled with those: a short one would tell of the others.
    /// </param>
    /// <param name="cancellationToken">The reader went away.</param>
    public Task<Page<AccessEntry>> OfSubjectAsync(
        string subject, AccessQuery query, Func<AccessEntry, ValueTask<bool>> isShown, CancellationToken cancellationToken) =>
        ListAsync(AccessRow.OfSubject(subject), query, isShown, cancellationToken);

    /// <summary>
    /// Month after month, each from its own partition. A cursor is the key of the last entry shown, which begins with its month.
    /// </summary>
    private async Task<Page<AccessEntry>> ListAsync(
        string who, AccessQuery query, Func<AccessEntry, ValueTask<bool>> isShown, CancellationToken cancellationToken)
    {
        List<AccessEntry> items = [];
        string? last = null;
        var after = query.Cursor is null ? null : KeyCursor.KeyOf(query.Cursor, key => AccessRow.TryMonth(key, out _));
        var from = AccessRow.MonthOf(query.From);
        if (after is not null && AccessRow.TryMonth(after, out var month) && month > from.UtcDateTime)
            from = new DateTimeOffset(month, TimeSpan.Zero);
        for (var at = from; at < query.Until; at = at.AddMonths(1))
        {
            await foreach (
                var row in tables.Access.QueryAsync<TableEntity>(
                    Filter(AccessRow.Partition(who, at), query, after),
                    maxPerPage: Math.Min(query.Limit + 1, 1000),
                    cancellationToken: cancellationToken))
            {
                if (row.GetBoolean(AccessChain.Emptied) == true)
                    continue;
                var entry = AccessRow.Read(row);
                if (!await isShown(entry))
                    continue;
                if (items.Count == query.Limit)
                    return new Page<AccessEntry>(items, KeyCursor.After(last!));
                items.Add(entry);
                last = row.RowKey;
            }
        }

        return new Page<AccessEntry>(items, null);
    }

    private static string Filter(string partition, AccessQuery query, string? after)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {AccessRow.From(query.From)} and RowKey lt {AccessRow.From(query.Until)}");
        if (after is not null)
            filter += TableClient.CreateQueryFilter($" and RowKey gt {after}");
        return query.Team is { } team ? filter + TableClient.CreateQueryFilter($" and Team eq {team}") : filter;
    }
}
