using Azure.Data.Tables;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Maintenance;

/// <summary>Every open case in the order of the list of them.</summary>
internal static class OpenCases
{
    /// <summary>The next cases after a place, at most <paramref name="count"/>.</summary>
    /// <param name="index">The table that lists them.</param>
    /// <param name="afterPartition">Partition of the last case before; empty for the beginning.</param>
    /// <param name="afterRow">Row of that case.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<IReadOnlyList<TableEntity>> PageAsync(
        TableClient index, string afterPartition, string afterRow, int count, CancellationToken cancellationToken)
    {
        List<TableEntity> page = [];
        var (first, last) = (CaseIndexRows.Open(0), CaseIndexRows.Open(CaseIndexRows.OpenPartitions - 1));
        var filter =
            afterPartition.Length == 0
                ? TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}")
                : $"({TableClient.CreateQueryFilter($"PartitionKey eq {afterPartition} and RowKey gt {afterRow}")})"
                  + $" or ({TableClient.CreateQueryFilter($"PartitionKey gt {afterPartition} and PartitionKey le {last}")})";
        await foreach (var row in index.QueryAsync<TableEntity>(filter, Math.Min(count, 1000), WatchRound.Columns, cancellationToken))
        {
            page.Add(row);
            if (page.Count == count)
                break;
        }

        return page;
    }

    public static async Task<int> CountAsync(TableClient index, CancellationToken cancellationToken)
    {
        var count = 0;
        var (first, last) = (CaseIndexRows.Open(0), CaseIndexRows.Open(CaseIndexRows.OpenPartitions - 1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}");
        await foreach (var _ in index.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
            count++;
        return count;
    }
}
