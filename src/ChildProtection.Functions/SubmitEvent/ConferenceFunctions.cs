using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>
/// One conference or core group about several children. Each child has its own case, decision and outcome, and none waits for another.
/// </summary>
public sealed class ConferenceFunctions(
    EventSubmission intake,
    DryRuns dryRuns,
    SubmissionAnswers answers,
    CaseReader cases,
    CurrentCaller caller,
    CaseGate gate,
    LocalDays days,
    Appointments appointments,
    NamedAgencies named,
    SubmissionQuota quota)
{
    [Function("RaiseForGroup")]
    public async Task<IResult> RaiseForGroup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "conferences")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var isDry = QueryParameters.IsDryRun(request);
        var sent = await SentRequest.ReadAsync(request, cancellation);
        var group = GroupBody.Read(sent.Body);
        // All are asked about before any is recorded: a fault on the way leaves nothing half done that the caller is not told of.
        var permits = new List<(GroupChildView? Refused, Role Role, StoredCase? Stored)>();
        foreach (var child in group.Children)
            permits.Add(await PermitAsync(group, child, isDry, request, cancellation));
        var outcomes = await Task.WhenAll(
            group.Children.Zip(
                permits,
                (child, permit) => permit.Refused is { } refused
                    ? Task.FromResult(refused)
                    : RaiseAsync(sent.Key, permit.Stored!, child, caller.Value.As(permit.Role), isDry, request, client, cancellation)));
        return new JsonAnswer(new GroupOutcomeView(outcomes, GroupDatesView.Of(await AcceptedAsync(outcomes, cancellation))));
    }

    /// <summary>
    /// The refusal of a caller who may not raise the event on that case, or the case and the role in which the caller may, which is logged.
    /// </summary>
    private async Task<(GroupChildView? Refused, Role Role, StoredCase? Stored)> PermitAsync(
        GroupBody group, GroupChild child, bool isDry, HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var stored = child.CaseId is { } id ? await cases.FindAsync(id, cancellation) : null;
            return (null, await gate.LogRaiseOnAsync(child.CaseId, stored, group.Type, isDry), stored);
        }
        catch (ProblemException refusal)
        {
            return (Refused(child, refusal.Problem, request), default, null);
        }
    }

    private async Task<GroupChildView> RaiseAsync(
        string key,
        StoredCase stored,
        GroupChild child,
        StoredActor actor,
        bool isDry,
        HttpRequest request,
        DurableTaskClient client,
        CancellationToken cancellation)
    {
        try
        {
            quota.TakeAgency(actor.Agency);
            if (!isDry)
                quota.TakeCase(child.CaseId!);
            var body = EventBody.Read(child.Event, days.Today());
            var sent = new SentRequest($"{key}:{child.CaseId}", child.Event);
            await named.CheckAsync(stored, sent.Key, actor.Subject, body, cancellation);
            await appointments.CheckAsync(stored, sent.Key, body.Event, actor, cancellation);
            var raised = sent.Raise(body.OccurredOn, actor, body.Event, body.Data);
            var result = isDry
                ? await dryRuns.OfEventAsync(child.CaseId!, raised, cancellation)
                : await intake.RaiseAsync(child.CaseId!, raised, client, cancellation);
            if (result is Foreseen foreseen)
                return new GroupChildView(child.Named, StatusCodes.Status200OK, null, null)
                {
                    Foreseen = answers.OfDryRun(foreseen, stored),
                    Then = foreseen.Decision.State,
                };
            if (result is Decided { Event: { Status: EventStatus.Accepted } accepted })
                return new GroupChildView(child.Named, StatusCodes.Status200OK, EventOutcomeView.Of(accepted), null);
            await answers.OfEventAsync(result, cancellation);
            return new GroupChildView(
                child.Named,
                StatusCodes.Status202Accepted,
                new EventOutcomeView(raised.EventId, EventStatus.Pending, null, null, [], []),
                null);
        }
        catch (ProblemException refusal)
        {
            return Refused(child, refusal.Problem, request);
        }
        catch (TextTooLargeException large)
        {
            return Refused(child, Problems.BodyTooLarge(large.Message), request);
        }
        catch (StorageUnavailableException)
        {
            return Refused(child, Problems.StorageUnavailable(), request);
        }
    }

    private async Task<IReadOnlyList<CaseState>> AcceptedAsync(IEnumerable<GroupChildView> outcomes, CancellationToken cancellation)
    {
        var found = new List<CaseState>();
        foreach (var outcome in outcomes.Where(outcome => outcome.Status == StatusCodes.Status200OK))
            if ((outcome.Then ?? (await cases.FindAsync(CaseRoute.CaseId(outcome.CaseId), cancellation))?.State) is { } state)
                found.Add(state);
        return found;
    }

    private static GroupChildView Refused(GroupChild child, Problem problem, HttpRequest request) =>
        new(child.Named, problem.Status, null, JsonNode.Parse(problem.For(request).Body.Span)!.AsObject());
}
