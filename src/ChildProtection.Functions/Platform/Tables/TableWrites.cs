using Azure;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>
/// Writes rows within the limits of Azure. The client leaves the limits to the service, and Azurite accepts much that Azure refuses, so
/// these methods fail at a limit in every environment.
/// </summary>
internal static class TableWrites
{
    /// <summary>Adds a row; false when there is one already.</summary>
    /// <exception cref="TableLimitException">The row breaks a limit; nothing was sent.</exception>
    public static async Task<bool> TryAddAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        RowLimits.Check(row);
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 409 && exception.ErrorCode == "EntityAlreadyExists")
        {
            return false;
        }
    }

    /// <summary>Writes a row, replacing any existing one.</summary>
    /// <exception cref="TableLimitException">The row breaks a limit; nothing was sent.</exception>
    public static async Task PutAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        RowLimits.Check(row);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Replaces the version of a row that was read.</summary>
    /// <exception cref="TableLimitException">The row breaks a limit; nothing was sent.</exception>
    public static async Task ReplaceAsync(this TableClient table, TableEntity row, ETag version, CancellationToken cancellationToken)
    {
        RowLimits.Check(row);
        await table.UpdateEntityAsync(row, version, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Changes some properties of the version that was read.</summary>
    /// <exception cref="TableLimitException">The change breaks a limit; nothing was sent.</exception>
    public static async Task MergeAsync(this TableClient table, TableEntity change, ETag version, CancellationToken cancellationToken)
    {
        RowLimits.Check(change);
        await table.UpdateEntityAsync(change, version, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Writes rows of one partition together, or none of them.</summary>
    /// <returns>The version of the first row.</returns>
    /// <exception cref="TableLimitException">A row, or all of them together, break a limit; nothing was sent.</exception>
    public static async Task<ETag> WriteTogetherAsync(
        this TableClient table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        TransactionLimits.Check(actions);
        var written = await table.SubmitTransactionAsync(actions, cancellationToken);
        return written.Value[0].Headers.ETag ?? default;
    }
}
