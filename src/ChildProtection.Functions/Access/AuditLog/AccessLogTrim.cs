using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.AuditLog;

/// <summary>Removes old entries of the access log, a month of a case or an account at a time.</summary>
internal static class AccessLogTrim
{
    private static readonly string[] Columns =
        ["PartitionKey", "RowKey", "At", "CaseId", AccessChain.Number, AccessChain.PreviousHash, AccessChain.Hash, AccessChain.Emptied];

    /// <param name="tables">The record store.</param>
    /// <param name="until">Months that ended before that moment (UTC) are old.</param>
    /// <param name="isKept">Whether the case's record is still there; its entries then stay.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <returns>How many entries were removed.</returns>
    public static async Task<int> RunAsync(
        CaseTables tables, DateTimeOffset until, Func<string, Task<bool>> isKept, CancellationToken cancellationToken)
    {
        var removed = 0;
        List<TableEntity> month = [];
        await foreach (
            var row in tables.Access.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"At lt {AccessRow.MonthOf(until)}"),
                select: Columns,
                cancellationToken: cancellationToken))
        {
            if (month.Count > 0 && month[0].PartitionKey != row.PartitionKey)
            {
                removed += await TrimAsync(tables.Access, month, isKept, cancellationToken);
                month.Clear();
            }

            month.Add(row);
        }

        return removed + await TrimAsync(tables.Access, month, isKept, cancellationToken);
    }

    /// <summary>A whole month goes with its head; of one that has to stay in part, the links of the chain are left.</summary>
    private static async Task<int> TrimAsync(
        TableClient access, List<TableEntity> month, Func<string, Task<bool>> isKept, CancellationToken cancellationToken)
    {
        List<TableEntity> going = [];
        foreach (var row in month)
            if (row.GetString("CaseId") is not { } caseId || !await isKept(caseId))
                going.Add(row);
        var whole = going.Count == month.Count;
        var removed = 0;
        foreach (var row in going.Where(row => whole || row.GetBoolean(AccessChain.Emptied) != true))
        {
            removed++;
            if (whole || row.GetInt64(AccessChain.Number) is null)
                await access.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            else
                await access.PutAsync(Links(row), cancellationToken);
        }

        if (whole && month.Count > 0)
        {
            var partition = month[0].PartitionKey;
            await access.DeleteEntityAsync(partition, AccessChain.Head, cancellationToken: cancellationToken);
            await access.DeleteEntityAsync(
                AccessChain.Heads(AccessChain.MonthOf(partition)), partition, cancellationToken: cancellationToken);
        }

        return removed;
    }

    private static TableEntity Links(TableEntity row)
    {
        var left = TableRows.New(row.PartitionKey, row.RowKey);
        foreach (var name in (string[])["At", AccessChain.Number, AccessChain.PreviousHash, AccessChain.Hash])
            left[name] = row[name];
        left[AccessChain.Emptied] = true;
        return left;
    }
}
