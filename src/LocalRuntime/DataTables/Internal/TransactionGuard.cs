using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The service's rules for a transaction as a whole.</summary>
internal static class TransactionGuard
{
    public const int MaximumActions = 100;
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <exception cref="InvalidOperationException">There is no action.</exception>
    /// <exception cref="TableTransactionFailedException">400: too many actions, two partitions, or one row twice.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count == 0)
            throw new InvalidOperationException("A transaction needs at least one action; the list is empty.");
        if (actions.Count > MaximumActions)
        {
            throw Fail(MaximumActions, TableErrorCode.InvalidInput,
                $"The transaction has {actions.Count} actions; at most {MaximumActions} are allowed. Split it, or write fewer rows together.");
        }

        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < actions.Count; index++)
        {
            var entity = actions[index].Entity;
            if (!string.Equals(entity.PartitionKey, actions[0].Entity.PartitionKey, StringComparison.Ordinal))
            {
                throw Fail(index, TableErrorCode.CommandsInBatchActOnDifferentPartitions,
                    $"Action {index} of the transaction is for another partition than action 0. A transaction is for one partition.");
            }

            ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
            if (!rows.Add(entity.RowKey))
            {
                throw Fail(index, TableErrorCode.InvalidDuplicateRow,
                    $"Action {index} of the transaction is for a row that an earlier action changes already. Join the changes into one action.");
            }
        }
    }

    /// <exception cref="TableTransactionFailedException">413: the body is over 4 MiB.</exception>
    public static void CheckSize(long bytes)
    {
        if (bytes > MaximumBytes)
            throw TransactionFailure.At(null, Refusal.TooLarge($"The transaction's body has {bytes} bytes; at most {MaximumBytes} (4 MiB) are allowed. Split it."));
    }

    private static TableTransactionFailedException Fail(int index, TableErrorCode code, string message) =>
        TransactionFailure.At(index, Refusal.BadRequest(code.ToString(), message));
}
