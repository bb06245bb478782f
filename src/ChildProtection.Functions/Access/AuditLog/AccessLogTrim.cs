using Azure.Data.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.AuditLog;

/// <summary>Removes old entries of the access log, a month of a case or an account at a time.</summary>
internal static class AccessLogTrim
{
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
                select: ["PartitionKey", "RowKey", "CaseId"],
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

    private static async Task<int> TrimAsync(
        TableClient access, List<TableEntity> month, Func<string, Task<bool>> isKept, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var row in month)
        {
            if (row.GetString("CaseId") is { } caseId && await isKept(caseId))
                continue;
            await access.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            removed++;
        }

        return removed;
    }
}
