using Azure.Data.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <param name="Table">The table it belongs in.</param>
/// <param name="Row">The row.</param>
internal sealed record DerivedRow(TableClient Table, TableEntity Row)
{
    /// <summary>The place of the row; each has its own.</summary>
    public (string Table, string Partition, string Row) Place => (Table.Name, Row.PartitionKey, Row.RowKey);
}

/// <summary>
/// Every list row of a case, and no other: made from the case's own partition for readers by team, worker, name or month.
/// </summary>
internal static class DerivedRows
{
    public static async Task<IReadOnlyList<DerivedRow>> OfAsync(CaseTables tables, StoredCase stored, CancellationToken cancellationToken)
    {
        var caseId = stored.State.CaseId;
        List<DerivedRow> lines = [.. CaseIndexRows.Of(stored).Select(row => new DerivedRow(tables.Index, row))];
        await foreach (var row in tables.CommittedRowsAsync(caseId, CaseKeys.DeadlinePrefix, cancellationToken))
        {
            var deadline = DeadlineRow.Read(row);
            lines.Add(
                deadline.IsOpen
                    ? new DerivedRow(tables.Worklist, WorklistRow.New(stored, deadline))
                    : new DerivedRow(tables.Timeliness, TimelinessRow.New(caseId, deadline)));
        }

        await foreach (var row in tables.CommittedRowsAsync(caseId, CaseKeys.ApprovalPrefix, cancellationToken))
            lines.Add(new DerivedRow(tables.Approvals, ApprovalRow.Line(ApprovalRow.Read(row), stored.RestrictedTo)));
        return lines;
    }
}
