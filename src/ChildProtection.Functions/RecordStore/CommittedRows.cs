using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// A case's deadline and approval rows. Publishing writes them, a moment after the commit or later: until then what an outbox carries is
/// laid over them, so that a reader never sees less than what is committed.
/// </summary>
internal static class CommittedRows
{
    /// <summary>
    /// Number of the decision that a row comes from; rows that the commit itself wrote have none and are older than all that do.
    /// </summary>
    private const string SequenceProperty = "Sequence";

    /// <summary>How often another writer may come between before it is an error.</summary>
    private const int Attempts = 10;

    public static void SetSequence(TableEntity row, long sequence) => row[SequenceProperty] = sequence;

    /// <summary>The rows that begin with a prefix, as they are committed. Those that no publication has written yet come last.</summary>
    public static async IAsyncEnumerable<TableEntity> CommittedRowsAsync(
        this CaseTables tables, string caseId, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The outboxes first: one that is published meanwhile leaves its rows before it goes.
        var unpublished = await UnpublishedAsync(tables, caseId, cancellationToken);
        await foreach (var row in tables.Cases.RowsAsync(caseId, prefix, cancellationToken))
            yield return unpublished.Remove(row.RowKey, out var later) && IsLater(later, row) ? later : row;
        foreach (var row in unpublished.Values.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)))
            yield return row;
    }

    /// <summary>One row as it is committed; null when there is none.</summary>
    public static async Task<TableEntity?> FindCommittedAsync(
        this CaseTables tables, string caseId, string rowKey, CancellationToken cancellationToken)
    {
        var unpublished = (await UnpublishedAsync(tables, caseId, cancellationToken)).GetValueOrDefault(rowKey);
        var row = await tables.Cases.FindAsync(caseId, rowKey, cancellationToken);
        return unpublished is not null && (row is null || IsLater(unpublished, row)) ? unpublished : row;
    }

    /// <summary>Writes the rows in place of older ones, a hundred at a time; one that is there from a later decision stays.</summary>
    public static async Task WriteAsync(TableClient cases, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var part in rows.Chunk(TransactionLimits.MaxActions))
            await WritePartAsync(cases, part, cancellationToken);
    }

    private static async Task WritePartAsync(TableClient cases, TableEntity[] rows, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = await Task.WhenAll(rows.Select(row => cases.FindAsync(row.PartitionKey, row.RowKey, cancellationToken)));
                TableTransactionAction[] actions = [.. rows.Zip(found, Change).OfType<TableTransactionAction>()];
                if (actions.Length > 0)
                    await cases.WriteTogetherAsync(actions, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && attempt < Attempts)
            {
                // Another publication of the case wrote between reading and writing; what is there now is compared.
            }
        }
    }

    /// <returns>Null where what is there is as new.</returns>
    private static TableTransactionAction? Change(TableEntity row, TableEntity? found) =>
        found is null ? new(TableTransactionActionType.Add, row)
        : IsLater(row, found) ? new(TableTransactionActionType.UpdateReplace, row, found.ETag)
        : null;

    private static async Task<Dictionary<string, TableEntity>> UnpublishedAsync(
        CaseTables tables, string caseId, CancellationToken cancellationToken)
    {
        Dictionary<string, TableEntity> latest = [];
        await foreach (var outbox in tables.Cases.RowsAsync(caseId, CaseKeys.OutboxPrefix, cancellationToken))
        {
            // In the order of their numbers: the later one wins.
            foreach (var row in CaseChanges.Read(outbox)?.Rows(caseId) ?? [])
                latest[row.RowKey] = row;
        }

        return latest;
    }

    private static bool IsLater(TableEntity row, TableEntity than) => Sequence(row) > Sequence(than);

    public static long Sequence(TableEntity row) => row.GetInt64(SequenceProperty) ?? 0;
}
