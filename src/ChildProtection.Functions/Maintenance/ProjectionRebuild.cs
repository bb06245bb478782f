using Azure;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Rewrites every list row of a case from the case's own partition, while decisions continue: the last writer has seen the newest version
/// of the case, as with <see cref="CasePublisher"/>, so neither reverts the other.
/// </summary>
public sealed class ProjectionRebuild(CaseTables tables, ILogger<ProjectionRebuild> logger)
{
    /// <summary>Writes them all; a line that can never be written is passed over.</summary>
    public async Task<RebuiltCase> RebuildAsync(string caseId, CancellationToken cancellationToken)
    {
        var passedOver = 0;
        Dictionary<(string, string, string), DerivedRow> written = [];
        ETag projected = default;
        while (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row
            && row.ETag != projected
            && !CaseRow.IsSealed(row))
        {
            projected = row.ETag;
            var stored = CaseRow.Read(row);
            var lines = await DerivedRows.OfAsync(tables, stored, cancellationToken);
            passedOver = 0;
            foreach (var line in lines)
                passedOver += await TryPutAsync(caseId, line, cancellationToken) ? 0 : 1;
            // This rebuild itself has restored rows of an older version of the case.
            foreach (var line in lines)
                written.Remove(line.Place);
            foreach (var line in written.Values)
                await line.Table.DeleteEntityAsync(line.Row.PartitionKey, line.Row.RowKey, cancellationToken: cancellationToken);
            await ReservationRebuild.RebuildAsync(tables, stored, cancellationToken);
            written = lines.ToDictionary(line => line.Place);
        }

        return new RebuiltCase(written.Count, passedOver);
    }

    private async Task<bool> TryPutAsync(string caseId, DerivedRow line, CancellationToken cancellationToken)
    {
        try
        {
            await line.Table.PutAsync(line.Row, cancellationToken);
            return true;
        }
        catch (Exception exception) when (RowFaults.IsRefused(exception))
        {
            // Keys of the index may hold names: what stands before the first dash says enough.
            var place = line.Row.PartitionKey.Split('-')[0];
            OrchestrationLog.RowPassedOver(logger, caseId, line.Table.Name, place, RowFaults.Reason(exception), Rebuild.Name);
            return false;
        }
    }
}
