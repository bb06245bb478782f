using ChildProtection.LocalRuntime.DataTables;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused; nothing of it was stored. Status and error code are those of the action that failed.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Wraps the failure of one action.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            (requestFailedException ?? throw new ArgumentNullException(nameof(requestFailedException))).Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        FailedTransactionActionIndex = requestFailedException.Data[TransactionFailure.IndexKey] as int?;
    }

    /// <summary>The place of the failed action in the list, from 0; null when the transaction failed as a whole.</summary>
    public int? FailedTransactionActionIndex { get; }
}
