using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// A pointer to unfinished work: an undecided inbox row or an unpublished outbox row. Kept by the minute on the real clock.
/// </summary>
internal static class PendingRow
{
    public static TableEntity New(string minute, string caseId, string rowKey)
    {
        var row = TableRows.New(minute, $"{caseId}~{rowKey}");
        row["CaseId"] = caseId;
        row["Row"] = rowKey;
        return row;
    }

    /// <summary>The inbox row to which it points, while undecided; else null.</summary>
    public static async Task<TableEntity?> UndecidedAsync(CaseTables tables, TableEntity pending, CancellationToken cancellationToken) =>
        pending.Need("Row").StartsWith(CaseKeys.EventPrefix, StringComparison.Ordinal)
        && await tables.Cases.FindAsync(pending.Need("CaseId"), pending.Need("Row"), cancellationToken) is { } row
        && EventRow.IsPending(row)
            ? row
            : null;
}
