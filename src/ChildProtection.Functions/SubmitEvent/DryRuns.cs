using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>
/// Decides an event by the rules and the case as they are now, and records nothing: what would follow, or why it would be refused.
/// </summary>
public sealed class DryRuns(CaseTables tables, CaseReader cases, CaseInbox inbox, ProcedureCatalogue procedures, TimeProvider clock)
{
    /// <summary>An event on a case.</summary>
    /// <exception cref="StorageUnavailableException">The case cannot be read.</exception>
    public async Task<SubmissionResult> OfEventAsync(string caseId, EventRequest request, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } snapshot || CaseRow.IsSealed(snapshot))
            return new UnknownCase();
        var (state, now) = (CaseRow.State(snapshot), clock.GetUtcNow());
        return Foresee(state, request.ToSignal(now), now, await inbox.HasUndecidedAsync(caseId, cancellationToken));
    }

    /// <summary>An event that opens a case. The child is not reserved.</summary>
    /// <exception cref="StorageUnavailableException">Whether the child has a case cannot be read.</exception>
    public async Task<SubmissionResult> OfReferralAsync(
        string caseId,
        EventRequest referral,
        DateTimeOffset receivedAt,
        CaseReaderAccount reader,
        CancellationToken cancellationToken)
    {
        var signal = await OpeningSignals.OfAsync(tables, caseId, referral, receivedAt, cancellationToken);
        var reserved = await ChildReservation.FindAsync(tables.Index, OpeningSignals.LocalIdOf(referral), cancellationToken);
        // Of a case that the caller must not know of, its plans are not told either.
        if (reserved is not null && await cases.MayKnowAsync(reserved.Need("CaseId"), reader, cancellationToken) == false)
            signal = signal with { PreviousPlans = 0, PreviousPlanEndedOn = null };
        var foreseen = Foresee(null, signal, clock.GetUtcNow(), othersWait: false);
        if (foreseen is not Foreseen)
            return foreseen;
        return ChildReservation.IsTaken(reserved) ? new CaseOpen(reserved!.Need("CaseId")) : foreseen;
    }

    private SubmissionResult Foresee(CaseState? state, CaseSignal signal, DateTimeOffset now, bool othersWait) =>
        CaseLifecycle.Decide(state, signal, CaseContexts.For(state, signal, procedures, now)) switch
        {
            Accepted accepted => new Foreseen(accepted, CaseNotifications.Of(state, signal, accepted), othersWait),
            Rejected rejected when state is null => new InvalidReferral(rejected),
            Rejected rejected => new RejectedBeforeStorage(rejected, state),
            var other => throw new InvalidOperationException($"An event was decided as {other.GetType().Name}, which only timers are."),
        };
}
