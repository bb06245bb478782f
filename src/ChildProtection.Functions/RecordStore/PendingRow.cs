using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// A thread to pull: an inbox row that is not decided or an outbox row that is not published. Kept by the minute on the real clock.
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

    /// <summary>The inbox row at the end of a thread, while it is not decided; else null.</summary>
    public static async Task<TableEntity?> UndecidedAsync(CaseTables tables, TableEntity pending, CancellationToken cancellationToken) =>
        pending.Need("Row").StartsWith(CaseKeys.EventPrefix, StringComparison.Ordinal)
        && await tables.Cases.FindAsync(pending.Need("CaseId"), pending.Need("Row"), cancellationToken) is { } row
        && EventRow.IsPending(row)
            ? row
            : null;
}
