using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>Pages through one partition in the order of its rows. A cursor is the key of the last row shown.</summary>
internal static class PartitionPager
{
    public static async Task<Page<T>> ReadAsync<T>(
        TableClient table,
        string partition,
        string from,
        string before,
        string filter,
        Predicate<TableEntity> visible,
        Func<TableEntity, T> read,
        int limit,
        string? cursor,
        CancellationToken cancellationToken)
    {
        var after = cursor is null ? null : KeyCursor.KeyOf(cursor, key => IsBetween(key, from, before));
        var query =
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {before}")
            + (
                after is null
                    ? TableClient.CreateQueryFilter($" and RowKey ge {from}")
                    : TableClient.CreateQueryFilter($" and RowKey gt {after}"))
            + (filter.Length == 0 ? "" : $" and {filter}");
        List<T> items = [];
        string? last = null;
        await foreach (
            var row in table.QueryAsync<TableEntity>(query, maxPerPage: Math.Min(limit + 1, 1000), cancellationToken: cancellationToken))
        {
            if (!visible(row))
                continue;
            if (items.Count == limit)
                return new Page<T>(items, KeyCursor.After(last!));
            items.Add(read(row));
            last = row.RowKey;
        }

        return new Page<T>(items, null);
    }

    private static bool IsBetween(string key, string from, string before) =>
        string.CompareOrdinal(key, from) >= 0 && string.CompareOrdinal(key, before) < 0;
}
