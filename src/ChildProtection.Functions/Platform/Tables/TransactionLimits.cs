using System.Text.Json;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>The service's limits of a transaction as a whole.</summary>
internal static class TransactionLimits
{
    public const int MaxActions = 100;

    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>A generous estimate for boundary, request line, headers and the longest address of one action.</summary>
    private const int BytesAroundAnAction = 4 * 1024;

    /// <exception cref="InvalidOperationException">There is no action.</exception>
    /// <exception cref="TableLimitException">The transaction breaks a limit; the message names the action.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count == 0)
            throw new InvalidOperationException("The transaction has no actions. Give it at least one.");
        if (actions.Count > MaxActions)
            throw new TableLimitException($"The transaction has {actions.Count} actions; at most {MaxActions} are allowed. Split it.");
        var rows = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var (index, action) in actions.Index())
        {
            var row =
                action.Entity as TableEntity
                ?? throw new InvalidOperationException(
                    $"Action {index} has a {action.Entity.GetType().Name}; the app's rows are {nameof(TableEntity)}.");
            if (row.PartitionKey != actions[0].Entity.PartitionKey)
                throw new TableLimitException(
                    $"Action {index} of the transaction is for another partition than action 0; a transaction is for one partition.");
            RowLimits.Check(row);
            if (!rows.Add(row.RowKey))
                throw new TableLimitException(
                    $"Action {index} of the transaction is for a row that an earlier action changes; join the two.");
            bytes += BytesAroundAnAction + (action.ActionType == TableTransactionActionType.Delete ? 0 : SizeOf(row));
        }

        if (bytes > MaxBytes)
            throw new TableLimitException($"The transaction has about {bytes} bytes; at most {MaxBytes} (4 MiB) are allowed. Split it.");
    }

    /// <summary>The client's JSON, in which every non-ASCII letter is escaped.</summary>
    private static int SizeOf(TableEntity row) => JsonSerializer.SerializeToUtf8Bytes<IDictionary<string, object>>(row).Length;
}
