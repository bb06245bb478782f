using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// One open case per child: the first to add the child's row has the case. The row also remembers the child's earlier plans.
/// </summary>
internal static class ChildReservation
{
    private const string Row = "case";
    private const string LastEnded = "PreviousPlanEndedOn";

    public const string PartitionPrefix = "child-";

    public static string Partition(string localId) => PartitionPrefix + TableKeys.Bounded(LocalIds.Normalise(localId));

    /// <summary>Whether the case prevents another one for the child.</summary>
    public static bool IsOpen(CaseState state) => state.Stage != CaseStage.Closed;

    /// <summary>Whether a case that is open, or about to be opened, holds the child.</summary>
    public static bool IsTaken(TableEntity? reservation) => reservation?.GetBoolean("Open") == true;

    public static Task<TableEntity?> FindAsync(TableClient index, string localId, CancellationToken cancellationToken) =>
        index.FindAsync(Partition(localId), Row, cancellationToken);

    /// <summary>
    /// Replaces <paramref name="found"/> by that case's reservation; false when another writer came first.
    /// </summary>
    public static Task<bool> TryPutAsync(TableClient index, TableEntity? found, CaseState state, CancellationToken cancellationToken)
    {
        var open = IsOpen(state);
        var row = Write(
            TableRows.New(Partition(state.Child.LocalId), Row), state.CaseId, open, open ? state.PreviousPlans : PlansOf(state));
        if ((open ? state.PreviousPlanEndedOn : LastEndedIn(state)) is { } ended)
            row[LastEnded] = ended.Iso();
        if (found is null)
            return index.TryAddAsync(row, cancellationToken);
        row.ETag = found.ETag;
        return TryUpdateAsync(index, row, cancellationToken);
    }

    /// <summary>How many plans this authority made for the child in earlier cases, and when the last of them ended.</summary>
    public static async Task<(int Count, DateOnly? LastEndedOn)> EarlierPlansAsync(
        TableClient index, string localId, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(Partition(localId), Row, cancellationToken) is not { } row)
            return (0, null);
        return (
            row.GetInt32("PreviousPlans") ?? 0,
            row.GetString(LastEnded) is { } on ? DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    public static async Task<int> PreviousPlansAsync(TableClient index, string localId, CancellationToken cancellationToken) =>
        await index.FindAsync(Partition(localId), Row, cancellationToken) is { } row ? row.GetInt32("PreviousPlans") ?? 0 : 0;

    /// <summary>The child's case: the open one, or the last one when none is open; null when there never was one.</summary>
    public static async Task<string?> HolderAsync(TableClient index, string localId, CancellationToken cancellationToken) =>
        await index.FindAsync(Partition(localId), Row, cancellationToken) is { } row ? row.Need("CaseId") : null;

    /// <summary>Reserves the child for <paramref name="caseId"/>; returns the case that holds it, which may be another one.</summary>
    public static async Task<string> ReserveAsync(TableClient index, string localId, string caseId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await index.FindAsync(Partition(localId), Row, cancellationToken) is not { } row)
            {
                if (
                    await index.TryAddAsync(
                        Write(TableRows.New(Partition(localId), Row), caseId, open: true, previousPlans: 0), cancellationToken))
                    return caseId;
                continue;
            }

            if (IsTaken(row))
                return row.Need("CaseId");
            if (await TryUpdateAsync(index, Write(row, caseId, open: true, row.GetInt32("PreviousPlans") ?? 0), cancellationToken))
                return caseId;
        }
    }

    /// <summary>Releases the child of a closed case; the next case knows of its plans.</summary>
    public static Task ReleaseAsync(TableClient index, CaseState state, CancellationToken cancellationToken) =>
        ReleaseAsync(index, state.Child.LocalId, state.CaseId, PlansOf(state), LastEndedIn(state), cancellationToken);

    /// <summary>Releases a reservation whose case never existed.</summary>
    public static async Task GiveBackAsync(TableClient index, string localId, string caseId, CancellationToken cancellationToken) =>
        await ReleaseAsync(index, localId, caseId, await PreviousPlansAsync(index, localId, cancellationToken), null, cancellationToken);

    private static async Task ReleaseAsync(
        TableClient index, string localId, string caseId, int previousPlans, DateOnly? lastEndedOn, CancellationToken cancellationToken)
    {
        while (await index.FindAsync(Partition(localId), Row, cancellationToken) is { } row)
        {
            if (lastEndedOn is { } ended)
                row[LastEnded] = ended.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (row.Need("CaseId") != caseId || row.GetBoolean("Open") != true
                || await TryUpdateAsync(index, Write(row, caseId, open: false, previousPlans), cancellationToken))
                return;
        }
    }

    private static int PlansOf(CaseState state) => state.PreviousPlans + (state.Plan is null ? 0 : 1);

    private static DateOnly? LastEndedIn(CaseState state) => state.Plan?.EndedOn ?? state.PreviousPlanEndedOn;

    private static TableEntity Write(TableEntity row, string caseId, bool open, int previousPlans)
    {
        row["CaseId"] = caseId;
        row["Open"] = open;
        row["PreviousPlans"] = previousPlans;
        return row;
    }

    private static async Task<bool> TryUpdateAsync(TableClient index, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await index.ReplaceAsync(row, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }
}
