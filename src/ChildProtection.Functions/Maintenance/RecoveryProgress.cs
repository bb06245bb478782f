using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Maintenance;

/// <summary>The progress of a recovery, kept in the store, so that the next run continues on any instance.</summary>
/// <param name="Done">Open cases looked at so far.</param>
/// <param name="Open">Open cases when it began.</param>
internal sealed record RecoveryProgress(int Done, int Open)
{
    private const string Row = "recovery";

    /// <summary>The place to continue in the list of open cases; empty at its beginning.</summary>
    public string AfterPartition { get; init; } = "";

    public string AfterRow { get; init; } = "";

    public RecoveryProgress After(IReadOnlyList<TableEntity> page) =>
        this with { Done = Done + page.Count, AfterPartition = page[^1].PartitionKey, AfterRow = page[^1].RowKey };

    /// <summary>Null when no recovery is under way.</summary>
    public static async Task<RecoveryProgress?> ReadAsync(TableClient index, CancellationToken cancellationToken) =>
        await index.FindAsync(WatchRound.Partition, Row, cancellationToken) is { } row
            ? new RecoveryProgress(row.GetInt32("Done") ?? 0, row.GetInt32("Open") ?? 0)
            {
                AfterPartition = row.GetString("AfterPartition") ?? "",
                AfterRow = row.GetString("AfterRow") ?? "",
            }
            : null;

    public Task SaveAsync(TableClient index, CancellationToken cancellationToken)
    {
        var row = TableRows.New(WatchRound.Partition, Row);
        row["Done"] = Done;
        row["Open"] = Open;
        row["AfterPartition"] = AfterPartition;
        row["AfterRow"] = AfterRow;
        return index.PutAsync(row, cancellationToken);
    }

    public static Task EndAsync(TableClient index, CancellationToken cancellationToken) =>
        index.DeleteEntityAsync(WatchRound.Partition, Row, cancellationToken: cancellationToken);
}
