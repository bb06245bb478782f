using Azure;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Joins a failure with the action that caused it.</summary>
internal static class TransactionFailure
{
    public const string IndexKey = "ChildProtection.LocalRuntime.DataTables.FailedAction";

    public static TableTransactionFailedException At(int? index, RequestFailedException failure)
    {
        if (index is { } place)
            failure.Data[IndexKey] = place;
        return new TableTransactionFailedException(failure);
    }

    /// <summary>The index with which the service begins its message: "3:The specified entity already exists."</summary>
    public static int? IndexIn(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), out var index) && index >= 0 ? index : null;
    }
}
