using System.Text;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>The cursor is not from this list.</summary>
public sealed class InvalidCursorException(string message) : Exception(message);

/// <summary>Pages through one partition in the order of its rows. A cursor is the key of the last row of the page before.</summary>
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
        var after = cursor is null ? null : Decode(cursor);
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
                return new Page<T>(items, Encode(last!));
            items.Add(read(row));
            last = row.RowKey;
        }

        return new Page<T>(items, null);
    }

    private static string Encode(string key) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key));

    private static string Decode(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(cursor));
        }
        catch (FormatException)
        {
            throw new InvalidCursorException("The cursor is not from this list. Leave it out to begin at the first page.");
        }
    }
}
