using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>
/// Restricts a case and lifts a restriction. Lists hide a case first and show it last, so that an interruption leaves it hidden. The change
/// and the event that records it are stored together; the restriction applies at once, before the case has decided on the event, since a
/// family in danger cannot wait for a second manager. Until one agrees, heads of service go on knowing of the case.
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
    /// <returns>Null when the same manager asked for the same on that day, and it still waits.</returns>
    /// <exception cref="InvalidOperationException">A list would go on showing the case to everybody; nothing was changed.</exception>
    public async Task<TableEntity?> PutAsync(
        string caseId, Restriction restriction, RestrictionChange by, CancellationToken cancellationToken)
    {
        var recorded = await ChangeAsync(caseId, by, (existing, number) => Put(restriction, existing, number), cancellationToken);
        await projection.ProjectAsync(caseId, cancellationToken);
        return recorded;
    }

    /// <summary>A second manager agrees to the restriction, or declines it. Returns the event's row.</summary>
    /// <exception cref="ProblemException">There is nothing to decide on, or the caller may not.</exception>
    public async Task<TableEntity> DecideAsync(
        string caseId, int number, bool agrees, RestrictionChange by, CancellationToken cancellationToken)
    {
        var recorded = await ChangeAsync(
            caseId, by, (existing, next) => Answer(existing, number, agrees, by, next), cancellationToken);
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
            by,
            (existing, number) => existing is null ? null : new Changed(null, new RestrictionLifted { Change = number }),
            cancellationToken);
        await projection.ProjectAsync(caseId, cancellationToken);
        return recorded;
    }

    /// <summary>
    /// In the lists, before anything says so: after an interruption the sweep finds the announcement and shows the case again. A row that
    /// cannot be written keeps its former text, which hides nothing: better refuse than restrict in part.
    /// </summary>
    private async Task HideAsync(TableEntity snapshot, Restriction? restriction, CancellationToken cancellationToken)
    {
        if (restriction is not null
            && await projection.ProjectAsync(
                CaseRow.Read(snapshot) with { RestrictedTo = restriction.KnownTo() }, cancellationToken) is [var fault, ..])
            throw new InvalidOperationException(
                $"Case {snapshot.PartitionKey} is not restricted: a list that shows it can't be changed. "
                + "Rebuild the lists, then restrict it again.",
                fault);
    }

    /// <summary>The same people and category as two managers agreed to before need nobody's word again.</summary>
    private static Changed? Put(Restriction restriction, Restriction? existing, int number)
    {
        // On a later day it is a review.
        if (existing is { AwaitsSecond: true } && existing.Approver == restriction.Approver && existing.ReviewOn == restriction.ReviewOn
            && restriction.HidesAs(existing) && restriction.Reason == existing.Reason)
            return null;
        var agreed = existing?.LastAgreed();
        var goesOn = agreed is not null && restriction.HidesAs(agreed);
        var next = goesOn
            ? agreed! with { Change = number, Reason = restriction.Reason, ReviewOn = restriction.ReviewOn }
            : restriction with { Change = number, AwaitsSecond = true, Former = agreed };
        return new Changed(
            next,
            existing is null
                ? new CaseRestricted { Change = number, AwaitsSecond = next.AwaitsSecond }
                : new RestrictionReviewed { Change = number, AwaitsSecond = next.AwaitsSecond });
    }

    private static Changed Answer(Restriction? existing, int number, bool agrees, RestrictionChange by, int next)
    {
        var second = by.Actor.Subject;
        // Who asked could change it again and again, so that no answer is to the newest: declining is good for each.
        if (existing is not { AwaitsSecond: true } || (agrees && existing.Change != number))
            throw new ProblemException(RestrictionProblems.NothingToDecide(existing));
        if (existing.Approver == second)
            throw new ProblemException(RestrictionProblems.OwnRequest());
        if (!agrees)
            return new Changed(
                existing.Former,
                new RestrictionDeclined
                {
                    Change = next,
                    RequestedBy = existing.Approver,
                    FormerGoesOn = existing.Former is not null,
                });
        return new Changed(
            existing with
            {
                Change = next,
                AwaitsSecond = false,
                AgreedBy = second,
                AgreedAt = by.At,
                Former = null,
                // Each of the two can lift it when the other has left.
                Allowed = [.. existing.Allowed.Append(second).Distinct(StringComparer.Ordinal)],
            },
            new RestrictionAgreed { Change = next, RequestedBy = existing.Approver });
    }

    /// <param name="Restriction">As it is from now on; null when there is none any more.</param>
    /// <param name="Event">What records it.</param>
    private sealed record Changed(Restriction? Restriction, CaseEvent Event)
    {
        public TableTransactionAction Row(string caseId, TableEntity? existing) => Restriction is null
            ? new(TableTransactionActionType.Delete, existing!, existing!.ETag)
            : new(TableTransactionActionType.UpsertReplace, RestrictionRow.New(caseId, Restriction));
    }

    /// <summary>Conditional on the snapshot's version: a concurrent publication sees the change and reads again.</summary>
    private async Task<TableEntity?> ChangeAsync(
        string caseId,
        RestrictionChange by,
        Func<Restriction?, int, Changed?> change,
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
            var existing = restriction is null ? null : RestrictionRow.Read(restriction);
            if (change(existing, RestrictionChange.Count(snapshot)) is not { } changed)
                return null;
            RestrictionRow.Mark(snapshot, changed.Restriction?.KnownTo());
            var request = by.Request(changed.Event);
            // The pending row comes first, as for every event; the sweep removes it where no event follows.
            var minute = await inbox.AnnounceAsync(caseId, CaseKeys.Event(request.Actor.Subject, request.EventId), null, cancellationToken);
            var recorded = EventRow.New(caseId, request, request.ToSignal(by.At), by.At, minute);
            await HideAsync(snapshot, changed.Restriction, cancellationToken);
            try
            {
                await tables.Cases.WriteTogetherAsync(
                    [
                        new(TableTransactionActionType.UpdateReplace, snapshot, snapshot.ETag),
                        changed.Row(caseId, restriction),
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
