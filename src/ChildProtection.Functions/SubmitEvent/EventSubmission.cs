using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>
/// Accepts events: stores each in the inbox, hands it to the case's orchestration and waits for the decision. Refuses an impossible event
/// at once, but only when no undecided event could change the answer.
/// </summary>
public sealed class EventSubmission(
    CaseTables tables,
    CaseInbox inbox,
    EventWaiters waiters,
    CaseWorkflowClient engine,
    ProcedureCatalogue procedures,
    TimeProvider clock,
    ILogger<EventSubmission> logger)
{
    /// <summary>How long a caller waits, in real time, before it gets 202 and the place of the outcome.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a waiting caller polls the record store.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Opens a case.</summary>
    /// <param name="referral">Its event is an <see cref="IOpensCase"/>.</param>
    /// <param name="receivedAt">When the referral was received (UTC).</param>
    /// <param name="client">The durable engine.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <exception cref="StorageUnavailableException">Nothing was stored; try again with the same key.</exception>
    public Task<SubmissionResult> OpenAsync(
        EventRequest referral, DateTimeOffset receivedAt, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var caseId = CaseIds.Of(referral.Actor.Subject, referral.EventId);
        return TracedAsync(caseId, referral, () => OpenTracedAsync(caseId, referral, receivedAt, client, cancellationToken));
    }

    /// <summary>Raises an event on a case.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored; try again with the same key.</exception>
    public Task<SubmissionResult> RaiseAsync(
        string caseId,
        EventRequest request,
        DurableTaskClient client,
        CancellationToken cancellationToken
    ) => TracedAsync(caseId, request, () => RaiseTracedAsync(caseId, request, client, cancellationToken));

    private static Task<SubmissionResult> TracedAsync(string caseId, EventRequest request, Func<Task<SubmissionResult>> take) =>
        CaseTraces.IntakeAsync(caseId, EventCatalogue.Of(request.Event).Name, async span =>
        {
            var result = await take();
            span?.SetTag(TelemetryAttributes.Outcome, result.Outcome);
            return result;
        });

    private async Task<SubmissionResult> OpenTracedAsync(
        string caseId, EventRequest referral, DateTimeOffset receivedAt, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await Tombstone.StandsForAsync(tables, caseId, cancellationToken))
            return new RecordDisposed();
        if (await KnownAsync(caseId, referral, client, cancellationToken) is { } known)
            return known;
        var localId = OpeningSignals.LocalIdOf(referral);
        var signal = await OpeningSignals.OfAsync(tables, caseId, referral, receivedAt, cancellationToken);
        if (CaseLifecycle.Decide(null, signal, CaseContexts.For(null, signal, procedures, clock.GetUtcNow())) is Rejected rejected)
            return new InvalidReferral(rejected);
        EventRow.RequireFits(referral, signal);
        var eventRow = CaseKeys.Event(referral.Actor.Subject, referral.EventId);
        var minute = await inbox.AnnounceAsync(caseId, eventRow, localId, cancellationToken);
        try
        {
            var holder = await ChildReservation.ReserveAsync(tables.Index, localId, caseId, cancellationToken);
            if (holder != caseId)
            {
                await inbox.WithdrawAsync(caseId, eventRow, minute, cancellationToken);
                return new CaseOpen(holder);
            }

            return await StoreAndWaitAsync(
                caseId,
                referral,
                signal,
                receivedAt,
                minute,
                () => CaseWorkflowClient.OpenAsync(client, caseId, signal, CancellationToken.None),
                cancellationToken);
        }
        catch (Exception exception) when (exception is not (StorageUnavailableException or OperationCanceledException))
        {
            // Where the store is away nobody knows what it holds: then the sweep looks, by the announcement.
            await UndoAsync(caseId, eventRow, localId, minute);
            throw;
        }
    }

    /// <summary>A referral that could not be stored must not keep the child from the next one.</summary>
    private async Task UndoAsync(string caseId, string eventRow, string localId, string minute)
    {
        if (await tables.Cases.FindAsync(caseId, eventRow, CancellationToken.None) is not null)
            return;
        await ChildReservation.GiveBackAsync(tables.Index, localId, caseId, CancellationToken.None);
        await inbox.WithdrawAsync(caseId, eventRow, minute, CancellationToken.None);
    }

    private async Task<SubmissionResult> RaiseTracedAsync(
        string caseId, EventRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await KnownAsync(caseId, request, client, cancellationToken) is { } known)
            return known;
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } snapshot)
            return new UnknownCase();
        var receivedAt = clock.GetUtcNow();
        var signal = request.ToSignal(receivedAt);
        if (!await inbox.HasUndecidedAsync(caseId, cancellationToken))
        {
            var state = CaseRow.State(snapshot);
            if (CaseLifecycle.Decide(state, signal, CaseContexts.For(state, signal, procedures, receivedAt)) is Rejected rejected)
                return new RejectedBeforeStorage(rejected, state);
        }

        EventRow.RequireFits(request, signal);
        var minute = await inbox.AnnounceAsync(caseId, CaseKeys.Event(request.Actor.Subject, request.EventId), null, cancellationToken);
        return await StoreAndWaitAsync(
            caseId,
            request,
            signal,
            receivedAt,
            minute,
            () => engine.SubmitAsync(client, caseId, signal, CancellationToken.None),
            cancellationToken);
    }

    private async Task<SubmissionResult> StoreAndWaitAsync(
        string caseId,
        EventRequest request,
        CaseSignal signal,
        DateTimeOffset receivedAt,
        string minute,
        Func<Task> hand,
        CancellationToken cancellationToken)
    {
        var eventRow = CaseKeys.Event(request.Actor.Subject, request.EventId);
        using var waiting = waiters.Wait(caseId, eventRow);
        if (!await inbox.StoreAsync(caseId, request, signal, receivedAt, minute, cancellationToken)
            && await FindAsync(caseId, request, cancellationToken) is { } stored && stored.BodyHash != request.BodyHash)
            return new KeyReused(caseId);
        return await HandAndWaitAsync(caseId, request, hand, waiting, cancellationToken);
    }

    private async Task<SubmissionResult> HandAndWaitAsync(
        string caseId, EventRequest request, Func<Task> hand, EventWaiters.IWaiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            // A caller that hangs up stops waiting; the event is handed over all the same.
            await hand().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The event is stored and acknowledged, and the sweep delivers it when the engine recovers. Or
            // the same request opened the case a moment earlier, so that the outcome is near.
            OrchestrationLog.RaiseLeftToSweep(
                logger, caseId, CaseKeys.Event(request.Actor.Subject, request.EventId), EngineCall.Reason(exception));
        }

        return await WaitAsync(caseId, request, waiting, cancellationToken);
    }

    /// <summary>
    /// The outcome of a used key, or null for a new one. An undecided event is handed over again, because the process that stored it may
    /// have ended before it did.
    /// </summary>
    private async Task<SubmissionResult?> KnownAsync(
        string caseId, EventRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var eventRow = CaseKeys.Event(request.Actor.Subject, request.EventId);
        using var waiting = waiters.Wait(caseId, eventRow);
        if (await tables.Cases.FindAsync(caseId, eventRow, cancellationToken) is not { } row)
            return null;
        var stored = EventRow.Read(row);
        if (stored.BodyHash != request.BodyHash)
            return new KeyReused(caseId);
        return stored.Status == EventStatus.Pending
            ? await HandAndWaitAsync(
                caseId, request, () => engine.ResubmitAsync(row, client, CancellationToken.None), waiting, cancellationToken)
            : new Decided(stored);
    }

    private async Task<SubmissionResult> WaitAsync(
        string caseId, EventRequest request, EventWaiters.IWaiting waiting, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            await Task.WhenAny(waiting.Decided, waiting.Decided.WaitAsync(PollInterval, TimeProvider.System, cancellationToken));
            if (await LookAsync(caseId, request, cancellationToken) is { Status: not EventStatus.Pending } decided)
                return new Decided(decided);
        }
        while (TimeProvider.System.GetElapsedTime(began) < LongestWait);
        return new StillPending(caseId, request.EventId);
    }

    /// <summary>The event is stored, so a caller that waits while storage is away gets 202 and no failure.</summary>
    private async Task<StoredEvent?> LookAsync(string caseId, EventRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(caseId, request, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private async Task<StoredEvent?> FindAsync(string caseId, EventRequest request, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, CaseKeys.Event(request.Actor.Subject, request.EventId), cancellationToken) is { } row
            ? EventRow.Read(row)
            : null;
}
