using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Removes list rows without a case: those of deleted cases, and stale rows of existing ones. It reads a row before its case and removes
/// only the version it read, so that a row written meanwhile stays.
/// </summary>
public sealed class OrphanedRowCleanup(CaseTables tables, ILogger<OrphanedRowCleanup> logger)
{
    private const int AtATime = 200;

    /// <summary>Prefixes of the index's partitions that hold lines of cases; the others are not derived from cases.</summary>
    /// <remarks>Releases up to 0.3 kept names under <c>name-</c>: no case has such a line any more, so that they go.</remarks>
    private static readonly string[] IndexLines =
    [
        "team-", "worker-", "family-", "reference-", "local-", "word-", "name-", "open-", "unallocated-",
    ];

    /// <summary>Whole partitions after <paramref name="after"/>, until there were <paramref name="enough"/> lines.</summary>
    public async Task<OperationPage> RemoveAsync(TableClient table, string? after, int enough, CancellationToken cancellationToken)
    {
        var (looked, changed, passedOver, partition) = (0, 0, 0, after);
        await foreach (var rows in PartsAsync(table, after, cancellationToken))
        {
            if (looked >= enough && rows[0].PartitionKey != partition)
                return new OperationPage(partition, looked, changed, passedOver);
            partition = rows[^1].PartitionKey;
            looked += rows.Count;
            var (removed, passed) = await RemoveAsync(table, rows, cancellationToken);
            changed += removed;
            passedOver += passed;
        }

        return new OperationPage(null, looked, changed, passedOver);
    }

    private async Task<(int Removed, int PassedOver)> RemoveAsync(
        TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        var (removed, passedOver) = (0, 0);
        Dictionary<string, HashSet<(string, string, string)>> places = [];
        foreach (var row in rows)
        {
            try
            {
                if (await IsStrayAsync(table, row, places, cancellationToken) && await TryRemoveAsync(table, row, cancellationToken))
                    removed++;
            }
#pragma warning disable CA1031 // The boundary of a row: rows of an unreadable case stay, the others are handled.
            catch (Exception exception) when (RowFaults.IsOfTheRow(exception))
#pragma warning restore CA1031
            {
                OrchestrationLog.PassedOver(logger, exception, row.GetString("CaseId") ?? "(none)", Rebuild.Name);
                passedOver++;
            }
        }

        return (removed, passedOver);
    }

    private async Task<bool> IsStrayAsync(
        TableClient table,
        TableEntity row,
        Dictionary<string, HashSet<(string, string, string)>> places,
        CancellationToken cancellationToken)
    {
        if (table.Name == tables.Index.Name)
        {
            if (row.PartitionKey.StartsWith(ChildReservation.PartitionPrefix, StringComparison.Ordinal))
                return await ReservationRebuild.IsOrphanedAsync(tables, row, cancellationToken);
            if (!IndexLines.Any(prefix => row.PartitionKey.StartsWith(prefix, StringComparison.Ordinal)))
                return false;
        }

        if (table.Name == tables.Timeliness.Name && row.RowKey == TimelinessFold.Row)
            return false;
        if (row.GetString("CaseId") is not { } caseId)
            return true;
        if (!places.TryGetValue(caseId, out var known))
            places.Add(caseId, known = await PlacesAsync(caseId, cancellationToken));
        return !known.Contains((table.Name, row.PartitionKey, row.RowKey));
    }

    private async Task<HashSet<(string, string, string)>> PlacesAsync(string caseId, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row
            ? [.. (await DerivedRows.OfAsync(tables, CaseRow.Read(row), cancellationToken)).Select(line => line.Place)]
            : [];

    /// <summary>Some rows of one partition at a time, read completely before any check.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<TableEntity>> PartsAsync(
        TableClient table, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TableEntity> part = [];
        await foreach (
            var row in table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey gt {after ?? ""}"), cancellationToken: cancellationToken))
        {
            if (part.Count == AtATime || (part.Count > 0 && part[0].PartitionKey != row.PartitionKey))
            {
                yield return part;
                part = [];
            }

            part.Add(row);
        }

        if (part.Count > 0)
            yield return part;
    }

    private static async Task<bool> TryRemoveAsync(TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // A decision wrote the row again after it was read, so it is no orphan.
            return false;
        }
    }
}
