using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>
/// Restricts a case and lifts a restriction. Lists hide a case first and show it last, so that an interruption leaves it hidden. The change
/// and the event that records it are stored together; the restriction applies at once, before the case has decided on the event.
/// </summary>
public sealed class CaseRestrictions(CaseTables tables, CasePublisher projection, CaseInbox inbox)
{
    /// <summary>How often a concurrent decision on the case may interfere before this fails.</summary>
    private const int Attempts = 10;

    public async Task<Restriction?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, RestrictionRow.Key, cancellationToken) is { } row ? RestrictionRow.Read(row) : null;

    /// <summary>
    /// Restricts the case, or reviews its restriction by replacing it. Returns the event's row, to be handed to the case.
    /// </summary>
    /// <exception cref="InvalidOperationException">A list would go on showing the case to everybody; nothing was changed.</exception>
    public async Task<TableEntity> PutAsync(
        string caseId, Restriction restriction, RestrictionChange by, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } row || CaseRow.IsSealed(row))
            throw new ArgumentException($"Case {caseId} has no snapshot, so it cannot be restricted. Check the case id.", nameof(caseId));
        // A row that cannot be written keeps its former text, which hides nothing: better refuse than restrict in part.
        if (await projection.ProjectAsync(
            CaseRow.Read(row) with { RestrictedTo = restriction.Allowed }, cancellationToken) is [var fault, ..])
            throw new InvalidOperationException(
                $"Case {caseId} is not restricted: a list that shows it can't be changed. Rebuild the lists, then restrict it again.",
                fault);
        var recorded = await ChangeAsync(
            caseId,
            restriction.Allowed,
            by,
            (existing, number) =>
                (
                    new TableTransactionAction(TableTransactionActionType.UpsertReplace, RestrictionRow.New(caseId, restriction)),
                    existing is null ? new CaseRestricted { Change = number } : new RestrictionReviewed { Change = number }),
            cancellationToken);
        await projection.ProjectAsync(caseId, cancellationToken);
        return recorded!;
    }

    /// <summary>
    /// Lifts the restriction; the chronology still shows that there was one. Returns the event's row, or null when there was none to lift.
    /// </summary>
    public async Task<TableEntity?> DeleteAsync(string caseId, RestrictionChange by, CancellationToken cancellationToken)
    {
        var recorded = await ChangeAsync(
            caseId,
            null,
            by,
            (existing, number) =>
                existing is null
                    ? null
                    : (
                        new TableTransactionAction(TableTransactionActionType.Delete, existing, existing.ETag),
                        new RestrictionLifted { Change = number }),
            cancellationToken);
        await projection.ProjectAsync(caseId, cancellationToken);
        return recorded;
    }

    /// <summary>Conditional on the snapshot's version: a concurrent publication sees the change and reads again.</summary>
    private async Task<TableEntity?> ChangeAsync(
        string caseId,
        IReadOnlyList<string>? allowed,
        RestrictionChange by,
        Func<TableEntity?, int, (TableTransactionAction Row, CaseEvent Event)?> change,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken)
                ?? throw new InvalidDataException($"Case {caseId} has lost its snapshot. Restore the table Cases.");
            if (CaseRow.IsSealed(snapshot))
                throw new ArgumentException(
                    $"The record of case {caseId} is being disposed of, so it cannot be restricted.", nameof(caseId));
            var restriction = await tables.Cases.FindAsync(caseId, RestrictionRow.Key, cancellationToken);
            RestrictionRow.Mark(snapshot, allowed);
            if (change(restriction, RestrictionChange.Count(snapshot)) is not { } changed)
                return null;
            var request = by.Request(changed.Event);
            // The pending row comes first, as for every event; the sweep removes it where no event follows.
            var minute = await inbox.AnnounceAsync(caseId, CaseKeys.Event(request.Actor.Subject, request.EventId), null, cancellationToken);
            var recorded = EventRow.New(caseId, request, request.ToSignal(by.At), by.At, minute);
            try
            {
                await tables.Cases.WriteTogetherAsync(
                    [
                        new(TableTransactionActionType.UpdateReplace, snapshot, snapshot.ETag),
                        changed.Row,
                        new(TableTransactionActionType.Add, recorded),
                    ],
                    cancellationToken);
                return recorded;
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 or 404 && attempt < Attempts)
            {
                // A decision was recorded between reading and writing: read again.
            }
        }
    }
}
