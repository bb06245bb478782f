using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>Raises events and shows their outcomes.</summary>
public sealed class EventFunctions(
    EventSubmission intake,
    DryRuns dryRuns,
    SubmissionAnswers answers,
    CaseReader cases,
    CurrentCaller caller,
    CaseGate gate,
    LocalDays days,
    ReceivingTeam receiving,
    Appointments appointments,
    NamedAgencies named,
    SubmissionQuota quota)
{
    [Function("RaiseEvent")]
    public async Task<IResult> RaiseEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{caseId}/events")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var (id, isDry) = (CaseRoute.CaseId(caseId), QueryParameters.IsDryRun(request));
        var sent = await SentRequest.ReadAsync(request, cancellation);
        if (EventBody.TypeOf(sent.Body) is { } type)
            gate.RequireRaise(type);
        var body = EventBody.Read(sent.Body, days.Today());
        var actor = caller.Value.As(gate.RequireRaise(body.Type));
        quota.TakeAgency(caller.Value.Agency);
        if (!isDry)
            quota.TakeCase(id);
        await named.CheckAsync(gate.Case!, sent.Key, actor.Subject, body, cancellation);
        await receiving.CheckAsync(gate.Case!, sent.Key, body.Event, actor, cancellation);
        await appointments.CheckAsync(gate.Case!, sent.Key, body.Event, actor, cancellation);
        var raised = sent.Raise(body.OccurredOn, actor, body.Event, body.Data);
        if (isDry)
        {
            await gate.LogForeseenAsync(gate.Case, actor.Role!.Value, body.Type);
            return await answers.OfEventAsync(await dryRuns.OfEventAsync(id, raised, cancellation), cancellation);
        }

        await gate.LogRaiseAsync(id, body.Type, actor.Role!.Value);
        return await answers.OfEventAsync(await intake.RaiseAsync(id, raised, client, cancellation), cancellation);
    }

    [Function("GetEvent")]
    public async Task<IResult> GetEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/events/{eventId}")] HttpRequest request,
        string caseId,
        string eventId,
        CancellationToken cancellation)
    {
        var stored = await cases.FindEventAsync(
            CaseRoute.CaseId(caseId), caller.Value.Subject, CaseRoute.LastPart(request, eventId), cancellation);
        if (stored is not null && !gate.IsHidden)
            return new JsonAnswer(EventView.Of(stored));
        throw gate.IsKnownToCaller
            ? new ProblemException(Problems.NotFound("You raised no event with that id on that case. Check the id."))
            : gate.Case is null ? UnknownCases.Refusal() : new ProblemException(CaseRoute.UnknownCase());
    }

    [Function("GetAllowedEvents")]
    public async Task<IResult> GetAllowedEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/allowed-events")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await cases.FindCaseAsync(caseId, cancellation);
        var types = EventCatalogue.AllowedIn(found.State).Where(type => !type.Indirect && gate.MayRaise(type));
        return new JsonAnswer(Pages.Of([.. types.Select(EventTypeView.Of)], limit, cursor));
    }
}
