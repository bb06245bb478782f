using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The answers to the caller's referral or event.</summary>
public sealed class SubmissionAnswers(CaseReader cases, CaseAnswers answers, CaseGate gate, CurrentCaller current)
{
    /// <summary>
    /// The case as it is now for who may read it; for everybody else what became of the referral, however often it is repeated.
    /// </summary>
    internal async Task<IResult> OfReferralAsync(SubmissionResult result, Caller caller, CancellationToken cancellation)
    {
        if (result is CaseOpen { CaseId: var open })
            throw new ProblemException(SubmissionProblems.CaseOpen(await MayKnowAsync(open, caller, cancellation) ? open : null));
        if (result is not Decided { Event: { Status: EventStatus.Accepted, CaseId: var caseId } opening })
            return await OfEventAsync(result, cancellation);
        var stored = await cases.FindAsync(caseId, cancellation);
        object body = stored is not null && await gate.LogOpenedAsync(stored)
            ? await answers.ViewAsync(caseId, caller, cancellation)
            : OpenedCaseView.Of(opening, stored?.Reference);
        return new JsonAnswer(body, StatusCodes.Status201Created)
        {
            Headers = new Dictionary<string, string> { ["Location"] = CaseRoute.Of(caseId) },
        };
    }

    internal async Task<IResult> OfEventAsync(SubmissionResult result, CancellationToken cancellation) =>
        result switch
        {
            Decided { Event: { Status: EventStatus.Accepted } accepted } => new JsonAnswer(EventOutcomeView.Of(accepted)),
            Foreseen foreseen => new JsonAnswer(OfDryRun(foreseen, gate.Case)),
            Decided { Event: { Status: EventStatus.Rejected } rejected } => throw new ProblemException(
                await RejectedAsync(rejected, cancellation)),
            Decided { Event: { Status: EventStatus.Failed } failed } => throw new ProblemException(
                SubmissionProblems.EventFailed(failed.Reason)),
            Decided { Event: { CaseId: var caseId, EventId: var eventId } } => Pending(caseId, eventId),
            StillPending { CaseId: var caseId, EventId: var eventId } => Pending(caseId, eventId),
            RejectedBeforeStorage { Rejection: var rejection, State: var state } => throw new ProblemException(
                await RefusedAsync(rejection, state, cancellation)),
            InvalidReferral { Rejection: var rejection } => throw new ProblemException(
                SubmissionProblems.Invalid(rejection.Field, rejection.Reason, rejection.Faults)),
            CaseOpen { CaseId: var caseId } => throw new ProblemException(SubmissionProblems.CaseOpen(caseId)),
            RecordDisposed => throw new ProblemException(SubmissionProblems.RecordDisposed()),
            KeyReused => throw new ProblemException(SubmissionProblems.IdempotencyKeyReused()),
            UnknownCase => throw new ProblemException(CaseRoute.UnknownCase()),
            _ => throw new InvalidOperationException(
                $"There is no answer for {result.GetType().Name}. Add it to {nameof(SubmissionAnswers)}."),
        };

    /// <param name="foreseen">What would follow.</param>
    /// <param name="stored">The case; null for one that would be opened.</param>
    internal DryRunView OfDryRun(Foreseen foreseen, StoredCase? stored) =>
        current.Value.IsStaff ? DryRunView.OfStaff(foreseen) : DryRunView.OfAgency(foreseen, gate.MayRead(stored));

    /// <summary>
    /// Names the open case to no agency without a part in it, and a restricted one to nobody outside its allow-list. One that is about to
    /// be opened has no parties yet.
    /// </summary>
    private async Task<bool> MayKnowAsync(string caseId, Caller caller, CancellationToken cancellation) =>
        await cases.FindAsync(caseId, cancellation) is { } stored ? CasePermissions.MayKnow(caller, stored) : caller.IsStaff;

    private static JsonAnswer Pending(string caseId, string eventId) =>
        new(new PendingEventView(eventId, EventStatus.Pending), StatusCodes.Status202Accepted)
        {
            Headers = new Dictionary<string, string> { ["Location"] = CaseRoute.OfEvent(caseId, eventId) },
        };

    private async Task<Problem> RefusedAsync(Rejected rejection, CaseState state, CancellationToken cancellation) =>
        rejection.Kind == RejectionKind.Invalid
            ? SubmissionProblems.Invalid(rejection.Field, rejection.Reason, rejection.Faults)
            : SubmissionProblems.EventNotAllowed(
                state.Stage, rejection.Reason, rejection.Rule, await AllowedAsync(state.CaseId, cancellation));

    /// <summary>The case's own refusal: state, reason and rule of the decision, with the events that are possible now.</summary>
    private async Task<Problem> RejectedAsync(StoredEvent rejected, CancellationToken cancellation)
    {
        var reason = rejected.Reason ?? "The case refused the event.";
        if (rejected.Field is not null)
            return SubmissionProblems.Invalid(rejected.Field, reason, rejected.Faults);
        var stage = rejected.State ?? (await cases.FindAsync(rejected.CaseId, cancellation))?.State.Stage;
        return SubmissionProblems.EventNotAllowed(stage, reason, rejected.Rule, await AllowedAsync(rejected.CaseId, cancellation));
    }

    /// <summary>What this caller could raise on the case as it is now.</summary>
    private async Task<IEnumerable<EventDefinition>> AllowedAsync(string caseId, CancellationToken cancellation) =>
        await cases.FindAsync(caseId, cancellation) is { } stored
            ? EventCatalogue.AllowedIn(stored.State).Where(type => CasePermissions.Raise(current.Value, type, stored) is Granted)
            : [];
}
