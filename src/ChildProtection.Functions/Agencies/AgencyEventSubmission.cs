using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Transfer;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Teams;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Agencies;

/// <summary>The outcome of a message.</summary>
internal abstract record MessageOutcome;

/// <summary>Its event is decided.</summary>
internal sealed record Done : MessageOutcome;

/// <summary>Its event is stored but not decided.</summary>
internal sealed record NotYet : MessageOutcome;

/// <summary>Not tried: the record store is away, or the app stops.</summary>
internal sealed record Postponed : MessageOutcome;

/// <summary>Unusable.</summary>
internal sealed record Unusable(string Reason, string Description) : MessageOutcome;

/// <summary>
/// Accepts events from agencies by message: the same events and schemas as over HTTP, for children they work with, from senders that the
/// broker authenticates. The CloudEvent's id is the event's key, so that a repeated or late message has one effect.
/// </summary>
public sealed class AgencyEventSubmission(
    EventSubmission intake,
    CaseReader cases,
    AgencySubjects subjects,
    SentRedrives redrives,
    AgencyLog log,
    LocalDays days,
    TeamDirectory teams,
    PartnerCodes partners,
    NamedAgencies named)
{
    internal async Task<MessageOutcome> TakeAsync(
        ServiceBusReceivedMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ReadAndTakeAsync(message, client, cancellationToken);
            if (outcome is Unusable { Reason: var reason })
                await log.RefusedAsync(message, reason, cancellationToken);
            return outcome;
        }
        catch (StorageUnavailableException)
        {
            return new Postponed();
        }
    }

    private async Task<MessageOutcome> ReadAndTakeAsync(
        ServiceBusReceivedMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            var read = AgencyMessage.Read(message);
            if (partners.Refuses(read.Agency))
                throw new UnusableMessageException(
                    DeadLetterReasons.NotConfigured,
                    $"The authority has not configured the agency {read.Agency}. "
                    + "Add its code to the setting Agencies and send the message again, or discard it.");
            read = read with { Redriven = await redrives.StepsAsync(message, read.Agency, cancellationToken) };
            return OutcomeOf(await OpensAsync(read, cancellationToken)
                ? await OpenAsync(read, client, cancellationToken)
                : await RaiseAsync(read, client, cancellationToken));
        }
        catch (UnusableMessageException exception)
        {
            return new Unusable(exception.Reason, exception.Message);
        }
        catch (ProblemException exception)
        {
            return new Unusable(DeadLetterReasons.Validation, Describe(exception.Problem));
        }
        catch (TextTooLargeException exception)
        {
            return new Unusable(DeadLetterReasons.Validation, exception.Message);
        }
    }

    /// <summary>
    /// A referral opens a case or is refused. Another authority's notice opens a case for a child without one here; about a child with a
    /// case it is an event of that case.
    /// </summary>
    private async Task<bool> OpensAsync(AgencyMessage message, CancellationToken cancellationToken)
    {
        if (message.Type.Data == typeof(ReferralReceived))
            return true;
        if (!message.Type.Opens || message.LocalId is null)
            return false;
        // A repeated notice finds the case that it opened.
        var caseId = await subjects.ResolveAsync(message, cancellationToken);
        return caseId is null || caseId == CaseIds.Of(message.Subject, message.EventId);
    }

    private async Task<SubmissionResult> RaiseAsync(AgencyMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = EventBody.Read(message.Body, days.Today());
        var caseId = message.CaseId ?? await subjects.ResolveAsync(message, cancellationToken);
        if (caseId is null || await cases.FindAsync(caseId, cancellationToken) is not { } stored)
            return new UnknownCase();
        // An accepted event keeps its outcome, even when the agency has left the case since.
        if (await cases.FindEventAsync(caseId, message.Subject, message.EventId, cancellationToken) is null)
        {
            if (CasePermissions.Raise(message.Caller, message.Type, stored) is not Granted)
                throw new UnusableMessageException(
                    DeadLetterReasons.NotPermitted,
                    $"Case {caseId} is closed, or neither its core group nor a conference lists {message.Agency}. "
                    + "Discard the message, or tell the agency.");
            await named.CheckAsync(stored, message.EventId, message.Subject, body, cancellationToken);
            if (message.LocalId is not null)
                await subjects.BindAsync(message, caseId, cancellationToken);
            await log.RaisedAsync(message, stored, cancellationToken);
        }

        return await intake.RaiseAsync(caseId, Request(message, body.OccurredOn, body.Event, body.Data), client, cancellationToken);
    }

    private async Task<SubmissionResult> OpenAsync(AgencyMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var happened = EventBody.Read(message.Body, days.Today());
        var notice = message.Body.GetProperty("data");
        if (message.LocalId != ((IOpensCase)happened.Event).Child.LocalId)
            throw new UnusableMessageException(
                DeadLetterReasons.Validation, "subject must be child/{localId} with the localId of the child in data.");
        var team = new OpeningTeam(teams.Current, ByAgency: true);
        var body = message.Type.Data == typeof(TransferInNotified)
            ? ReferralBody.ReadTransfer(notice, days, team)
            : ReferralBody.Read(notice, days, team);
        var caseId = CaseIds.Of(message.Subject, message.EventId);
        if (body.TeamFault is { } fault
            && await cases.FindEventAsync(caseId, message.Subject, message.EventId, cancellationToken) is null)
            throw new ProblemException(Problems.Validation(OpeningTeam.Pointer, fault));
        await log.OpenedAsync(message, caseId, cancellationToken);
        return await intake.OpenAsync(
            Request(message, happened.OccurredOn, body.Opening, body.Data), ReceivedAt(happened.OccurredOn), client, cancellationToken);
    }

    /// <summary>A late message keeps its day, from which the first deadline counts, as the last second of that day.</summary>
    private DateTimeOffset ReceivedAt(DateOnly occurredOn) => LocalDays.EndOf(occurredOn) is var end && end < days.Now ? end : days.Now;

    private static EventRequest Request(AgencyMessage message, DateOnly occurredOn, CaseEvent happened, JsonObject data) => new()
    {
        EventId = message.EventId,
        OccurredOn = occurredOn,
        Actor = new StoredActor(message.Subject, null, Role.Agency, message.Agency),
        Event = happened,
        Data = data,
        BodyHash = CanonicalJson.Hash(message.Body),
        Redriven = message.Redriven,
    };

    private static MessageOutcome OutcomeOf(SubmissionResult result) =>
        result switch
        {
            Decided { Event.Status: EventStatus.Accepted } => new Done(),
            Decided { Event: { Status: EventStatus.Rejected, Field: { } field } rejected } => new Unusable(
                DeadLetterReasons.Validation, $"{field}: {rejected.Reason}"),
            Decided { Event: { Status: EventStatus.Rejected } rejected } => new Unusable(
                DeadLetterReasons.EventNotAllowed, $"{rejected.Reason} ({rejected.Rule})"),
            Decided { Event: { Status: EventStatus.Failed } failed } => new Unusable(
                DeadLetterReasons.TooManyAttempts,
                $"Event {failed.EventId} of case {failed.CaseId} failed repeatedly and is parked. Find the reason in the log."),
            RejectedBeforeStorage { Rejection: { Kind: RejectionKind.Invalid } invalid } => new Unusable(
                DeadLetterReasons.Validation, $"{invalid.Field}: {invalid.Reason}"),
            RejectedBeforeStorage { Rejection: var refused } => new Unusable(
                DeadLetterReasons.EventNotAllowed, $"{refused.Reason} ({refused.Rule})"),
            InvalidReferral { Rejection: var invalid } => new Unusable(DeadLetterReasons.Validation, $"{invalid.Field}: {invalid.Reason}"),
            CaseOpen { CaseId: var open } => new Unusable(
                DeadLetterReasons.EventNotAllowed, $"The child has the open case {open}. Send NewConcern there."),
            RecordDisposed => new Unusable(
                DeadLetterReasons.UnknownCase, "The record of that referral was disposed of. Discard the message."),
            UnknownCase => new Unusable(
                DeadLetterReasons.UnknownCase,
                "There is no such case, or the child has none. Ask the agency to send it again with the right subject."),
            KeyReused { CaseId: var used } => new Unusable(
                DeadLetterReasons.Validation, $"Case {used} has this id with another body. Ask the agency to send it with a new id."),
            _ => new NotYet(),
        };

    /// <summary>The place and the fault; never a value from the message.</summary>
    private static string Describe(Problem problem) =>
        problem.Fields.GetValueOrDefault("errors") is IReadOnlyDictionary<string, List<string>> errors
            ? string.Join("; ", errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}"))
            : problem.Detail;
}
