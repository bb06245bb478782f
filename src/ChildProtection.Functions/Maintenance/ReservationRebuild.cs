using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Rebuilds a child's reservation from the child's cases: the open one holds it, else the one opened last. Cases may correct it one at a
/// time, in any order, and a concurrent referral keeps its reservation.
/// </summary>
internal static class ReservationRebuild
{
    public static async Task RebuildAsync(CaseTables tables, StoredCase stored, CancellationToken cancellationToken)
    {
        var localId = stored.State.Child.LocalId;
        while (true)
        {
            var row = await ChildReservation.FindAsync(tables.Index, localId, cancellationToken);
            if (row is not null
                && row.GetString("CaseId") != stored.State.CaseId
                && await HoldsBeforeAsync(tables, row, stored, cancellationToken))
                return;
            if (await ChildReservation.TryPutAsync(tables.Index, row, stored.State, cancellationToken))
                return;
        }
    }

    /// <summary>Whether a reservation has neither a case of that child nor a referral under way.</summary>
    public static async Task<bool> IsOrphanedAsync(CaseTables tables, TableEntity reservation, CancellationToken cancellationToken)
    {
        if (reservation.GetString("CaseId") is not { } caseId)
            return true;
        // In this order: a referral's pending row exists before its reservation, and is removed after its case exists.
        var isUnderWay = await IsUnderWayAsync(tables, caseId, cancellationToken);
        return await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row
            ? !IsOf(reservation, CaseRow.Read(row))
            : !isUnderWay;
    }

    private static async Task<bool> HoldsBeforeAsync(
        CaseTables tables, TableEntity reservation, StoredCase stored, CancellationToken cancellationToken)
    {
        if (await IsOrphanedAsync(tables, reservation, cancellationToken))
            return false;
        if (await tables.Cases.FindAsync(reservation.Need("CaseId"), CaseKeys.Case, cancellationToken) is not { } row)
            return true;
        var holder = CaseRow.Read(row);
        return (ChildReservation.IsOpen(holder.State), holder.OpenedAt, holder.State.CaseId).CompareTo(
                (ChildReservation.IsOpen(stored.State), stored.OpenedAt, stored.State.CaseId)
            ) > 0;
    }

    private static bool IsOf(TableEntity reservation, StoredCase stored) =>
        reservation.PartitionKey == ChildReservation.Partition(stored.State.Child.LocalId);

    private static async Task<bool> IsUnderWayAsync(CaseTables tables, string caseId, CancellationToken cancellationToken)
    {
        await foreach (
            var _ in tables.Pending.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"CaseId eq {caseId}"), cancellationToken: cancellationToken))
            return true;
        return false;
    }
}
