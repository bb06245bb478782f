using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>
/// Restricts a case to an allow-list and lifts the restriction. The case records the event, with the review as a deadline.
/// </summary>
public sealed class RestrictionFunctions(
    CaseRestrictions restrictions,
    CaseWorkflowClient engine,
    CurrentCaller caller,
    CaseGate gate,
    LocalDays days,
    ILogger<RestrictionFunctions> logger)
{
    [Function("GetRestriction")]
    public async Task<IResult> GetRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/restriction")] HttpRequest request,
        string caseId,
        CancellationToken cancellation
    ) =>
        await restrictions.FindAsync(CaseRoute.CaseId(caseId), cancellation) is { } found
            ? new JsonAnswer(RestrictionView.Of(found))
            : throw new ProblemException(Problems.NotFound("The case is not restricted. Restrict it with PUT on this address."));

    [Function("PutRestriction")]
    public async Task<IResult> PutRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "cases/{caseId}/restriction")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = RestrictionBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var by = Change();
        var restriction = new Restriction
        {
            Category = body.Category,
            Reason = body.Reason,
            Approver = caller.Value.Subject,
            ApprovedAt = by.At,
            ReviewOn = ReviewOn(by),
            // Without its approver, no person might be left who can lift it.
            Allowed = [.. body.Allowed.Append(caller.Value.Subject).Distinct(StringComparer.Ordinal)],
        };
        var id = CaseRoute.CaseId(caseId);
        // A caller that hangs up must not leave half of it.
        if (await restrictions.PutAsync(id, restriction, by, CancellationToken.None) is { } recorded)
            await HandAsync(recorded, client);
        return new JsonAnswer(RestrictionView.Of(await restrictions.FindAsync(id, cancellation) ?? restriction));
    }

    [Function("DecideRestriction")]
    public async Task<IResult> DecideRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{caseId}/restriction/decision")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = RestrictionDecisionBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var id = CaseRoute.CaseId(caseId);
        var agrees = body.Decision == RestrictionAnswer.Agree;
        await HandAsync(await restrictions.DecideAsync(id, body.Change, agrees, Change(), CancellationToken.None), client);
        return await restrictions.FindAsync(id, cancellation) is { } found
            ? new JsonAnswer(RestrictionView.Of(found))
            : Results.NoContent();
    }

    [Function("DeleteRestriction")]
    public async Task<IResult> DeleteRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "cases/{caseId}/restriction")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await restrictions.DeleteAsync(CaseRoute.CaseId(caseId), Change(), CancellationToken.None) is { } recorded)
            await HandAsync(recorded, client);
        return Results.NoContent();
    }

    private RestrictionChange Change() => new(
        caller.Value.As(caller.Value.Roles.First(RouteAccess.Restriction.Roles.Contains)),
        days.Now,
        days.Today(gate.Case!.State.Profile.Id));

    /// <summary>The same day as the deadline that the case opens for it.</summary>
    private DateOnly ReviewOn(RestrictionChange by)
    {
        var context = CaseContext.Of(days.Procedures, gate.Case!.State.Profile, by.At);
        return ProfileDueDates
            .Compute(context.Profile, context.Calendar, DeadlineKinds.Get(DeadlineKinds.RestrictionReview).Parameter, by.On)
            .DueOn;
    }

    /// <summary>The change applies and its event is stored; the sweep delivers what the engine cannot take now.</summary>
    private async Task HandAsync(TableEntity recorded, DurableTaskClient client)
    {
        try
        {
            await engine.ResubmitAsync(recorded, client, CancellationToken.None);
        }
        catch (Exception exception)
        {
            OrchestrationLog.RaiseLeftToSweep(logger, recorded.PartitionKey, recorded.RowKey, EngineCall.Reason(exception));
        }
    }
}
