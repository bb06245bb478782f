using System.Globalization;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Views;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Http;

/// <summary>What is known of one case.</summary>
public sealed class CaseFunctions(CaseReader cases, CaseGate gate, LocalDays days)
{
    [Function("GetCase")]
    public async Task<IResult> GetCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}")] HttpRequest request, string caseId, CancellationToken cancellation)
    {
        var found = await cases.FindCaseAsync(caseId, cancellation);
        return new JsonAnswer(CaseView.Of(found, days.Today(found.State.Profile.Id)));
    }

    [Function("GetDeadlines")]
    public async Task<IResult> GetDeadlines(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/deadlines")] HttpRequest request, string caseId, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (status, limit, cursor) = (query.Code<DeadlineStatus>("status"), query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await cases.FindCaseAsync(caseId, cancellation);
        var deadlines = await cases.DeadlinesAsync(found.State.CaseId, cancellation);
        var today = days.Today(found.State.Profile.Id);
        return new JsonAnswer(Pages.Of(
            [.. deadlines.Where(deadline => status is null || deadline.Status == status).Select(deadline => DeadlineView.Of(deadline, today))], limit, cursor));
    }

    [Function("GetPlan")]
    public Task<IResult> GetPlan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan")] HttpRequest request, string caseId, CancellationToken cancellation) =>
        PlanAsync(caseId, version: null, "The case has no child protection plan.", cancellation);

    [Function("GetPlanVersion")]
    public Task<IResult> GetPlanVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan/versions/{version}")] HttpRequest request,
        string caseId,
        string version,
        CancellationToken cancellation)
    {
        const string Missing = "The plan has no such version; versions are numbered from 0.";
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? PlanAsync(caseId, number, Missing, cancellation)
            : throw new ProblemException(Problems.NotFound(Missing));
    }

    [Function("GetAllowedEvents")]
    public async Task<IResult> GetAllowedEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/allowed-events")] HttpRequest request, string caseId, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await cases.FindCaseAsync(caseId, cancellation);
        return new JsonAnswer(Pages.Of([.. AllowedEvents.In(found.State).Where(type => !type.Indirect && gate.MayRaise(type)).Select(EventTypeView.Of)], limit, cursor));
    }

    private async Task<IResult> PlanAsync(string caseId, int? version, string missing, CancellationToken cancellation)
    {
        var found = await cases.FindCaseAsync(caseId, cancellation);
        var plan = await cases.PlanAsync(found.State.CaseId, version, cancellation) ?? throw new ProblemException(Problems.NotFound(missing));
        return new JsonAnswer(PlanView.Of(found.State.CaseId, plan));
    }
}
