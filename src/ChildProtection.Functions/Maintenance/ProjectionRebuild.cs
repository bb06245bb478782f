using Azure;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Writes every line of a case anew from the case's own partition, while decisions go on: whoever wrote last has seen the newest version of
/// the case, as with <see cref="CasePublisher"/>, so neither turns the other back.
/// </summary>
public sealed class ProjectionRebuild(CaseTables tables)
{
    /// <summary>Returns how many lines the case has.</summary>
    public async Task<int> RebuildAsync(string caseId, CancellationToken cancellationToken)
    {
        Dictionary<(string, string, string), DerivedRow> written = [];
        ETag projected = default;
        while (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row
            && row.ETag != projected
            && !CaseRow.IsSealed(row))
        {
            projected = row.ETag;
            var stored = CaseRow.Read(row);
            var lines = await DerivedRows.OfAsync(tables, stored, cancellationToken);
            foreach (var line in lines)
                await line.Table.PutAsync(line.Row, cancellationToken);
            // What an older version of the case had, and this one has not, was brought back here by this very rebuild.
            foreach (var line in lines)
                written.Remove(line.Place);
            foreach (var line in written.Values)
                await line.Table.DeleteEntityAsync(line.Row.PartitionKey, line.Row.RowKey, cancellationToken: cancellationToken);
            await ReservationRebuild.RebuildAsync(tables, stored, cancellationToken);
            written = lines.ToDictionary(line => line.Place);
        }

        return written.Count;
    }
}
