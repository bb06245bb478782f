using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Goes round all open cases by id, a share at a time, and remembers its place, so that the cost of a minute does not grow with the number
/// of cases; with more of them a round takes longer.
/// </summary>
internal static class WatchRound
{
    /// <summary>Cases in one share.</summary>
    public const int Share = 100;

    /// <summary>The columns that the watch reads.</summary>
    public static readonly string[] Columns = ["PartitionKey", "RowKey", "CaseId", "NextCheckpointAt"];

    internal const string Partition = "watch";
    internal const string Row = "round";

    /// <summary>The next share: each case once, and all cases where one share holds them.</summary>
    public static async Task<IReadOnlyList<TableEntity>> NextAsync(TableClient index, CancellationToken cancellationToken)
    {
        var cursor = await index.FindAsync(Partition, Row, cancellationToken);
        var (first, after) = (cursor?.GetInt32("Of") ?? 0, cursor?.GetString("After") ?? "");
        List<TableEntity> share = [];
        // The partition in which it begins comes once more at the end, up to its beginning.
        for (var step = 0; step <= CaseIndexRows.OpenPartitions && share.Count < Share; step++)
        {
            var partition = CaseIndexRows.Open((first + step) % CaseIndexRows.OpenPartitions);
            var from = step == 0 ? after : "";
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from}");
            if (step == CaseIndexRows.OpenPartitions)
                filter += TableClient.CreateQueryFilter($" and RowKey le {after}");
            await foreach (var row in index.QueryAsync<TableEntity>(filter, Share - share.Count, Columns, cancellationToken))
            {
                share.Add(row);
                if (share.Count == Share)
                    break;
            }
        }

        if (share.Count > 0)
            await index.PutAsync(Cursor(share[^1]), cancellationToken);
        return share;
    }

    private static TableEntity Cursor(TableEntity last)
    {
        var row = TableRows.New(Partition, Row);
        row["Of"] = int.Parse(last.PartitionKey[^1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        row["After"] = last.RowKey;
        return row;
    }
}
