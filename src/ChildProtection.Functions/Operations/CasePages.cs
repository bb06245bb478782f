using Azure.Data.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Operations;

/// <summary>Pages through all cases by id. It reads the whole table, so only an operator's commands use it, never a request.</summary>
internal static class CasePages
{
    /// <summary>The next cases after <paramref name="after"/>, at most <paramref name="count"/>.</summary>
    public static async Task<IReadOnlyList<string>> NextAsync(
        CaseTables tables, string? after, int count, CancellationToken cancellationToken)
    {
        List<string> cases = [];
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {after ?? ""} and RowKey eq {CaseKeys.Case}");
        await foreach (
            var row in tables.Cases.QueryAsync<TableEntity>(
                filter, maxPerPage: count, select: ["PartitionKey"], cancellationToken: cancellationToken))
        {
            cases.Add(row.PartitionKey);
            if (cases.Count == count)
                break;
        }

        return cases;
    }
}
