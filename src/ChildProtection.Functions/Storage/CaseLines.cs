using Azure.Data.Tables;

namespace ChildProtection.Functions.Storage;

/// <param name="Table">The table it belongs in.</param>
/// <param name="Row">As it must be there.</param>
internal sealed record CaseLine(TableClient Table, TableEntity Row)
{
    /// <summary>Where it is: no two lines are at one place.</summary>
    public (string Table, string Partition, string Row) Place => (Table.Name, Row.PartitionKey, Row.RowKey);
}

/// <summary>Every line that lists must have of a case, and no other: what a case's own partition says, told to those who look by team, worker, name or month.</summary>
internal static class CaseLines
{
    public static async Task<IReadOnlyList<CaseLine>> OfAsync(CaseTables tables, StoredCase stored, CancellationToken cancellationToken)
    {
        var caseId = stored.State.CaseId;
        List<CaseLine> lines = [.. CaseIndexRows.Of(stored).Select(row => new CaseLine(tables.Index, row))];
        await foreach (var row in tables.Cases.RowsAsync(caseId, Keys.DeadlinePrefix, cancellationToken))
        {
            var deadline = DeadlineRow.Read(row);
            lines.Add(deadline.IsOpen ? new CaseLine(tables.Worklist, WorklistRow.New(stored, deadline)) : new CaseLine(tables.Timeliness, TimelinessRow.New(caseId, deadline)));
        }

        await foreach (var row in tables.Cases.RowsAsync(caseId, Keys.ApprovalPrefix, cancellationToken))
            lines.Add(new CaseLine(tables.Approvals, ApprovalRow.Line(ApprovalRow.Read(row), stored.RestrictedTo)));
        return lines;
    }
}
