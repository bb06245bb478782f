using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Retention;

/// <summary>
/// Whether a record must be kept. Months may lie between its proposal, its approval and its destruction, so each of them asks again.
/// </summary>
public sealed class KeptRecords(CaseTables tables, RetentionSchedule schedule)
{
    /// <summary>Why the record must be kept, as a sentence; null when it may go.</summary>
    /// <param name="snapshot">The case's snapshot row.</param>
    /// <param name="today">Local day.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    internal async Task<string?> ReasonAsync(TableEntity snapshot, DateOnly today, CancellationToken cancellationToken)
    {
        var state = CaseRow.State(snapshot);
        if (CaseRow.IsHeld(snapshot))
            return "The record is under a legal hold.";
        if (PeriodOf(state) is not { } period)
            return "The case is open or still owes something.";
        if (period.DueOn > today)
            return "The schedule keeps the record for longer.";
        return await IsKnownAgainAsync(state, today, cancellationToken)
            ? "The child has had another case since, whose record must be kept."
            : null;
    }

    internal RetentionPeriod? PeriodOf(CaseState state) => CaseRetention.Of(state, schedule);

    /// <summary>A later record of the child keeps the earlier one for as long as it is kept itself.</summary>
    private async Task<bool> IsKnownAgainAsync(CaseState state, DateOnly today, CancellationToken cancellationToken)
    {
        if (await ChildReservation.FindAsync(tables.Index, state.Child.LocalId, cancellationToken) is not { } reservation
            || reservation.GetString("CaseId") is not { } other
            || other == state.CaseId)
            return false;
        if (reservation.GetBoolean("Open") == true)
            return true;
        return await tables.Cases.FindAsync(other, CaseKeys.Case, cancellationToken) is { } later
            && !CaseRow.IsSealed(later)
            && (PeriodOf(CaseRow.State(later)) is not { } period || period.DueOn > today);
    }
}
