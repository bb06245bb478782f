using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.CaseFile;

/// <summary>Shows one case and its deadlines.</summary>
public sealed class CaseFunctions(CaseReader cases, CaseAnswers answers, CurrentCaller caller, LocalDays days)
{
    [Function("GetCase")]
    public async Task<IResult> GetCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}")] HttpRequest request,
        string caseId,
        CancellationToken cancellation
    ) => new JsonAnswer(await answers.ViewAsync(caseId, caller.Value, cancellation));

    [Function("GetDeadlines")]
    public async Task<IResult> GetDeadlines(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/deadlines")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (status, limit, cursor) = (query.Code<DeadlineStatus>("status"), query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await cases.FindCaseAsync(caseId, cancellation);
        var deadlines = await cases.DeadlinesAsync(found.State.CaseId, cancellation);
        var asked = deadlines.Where(deadline => status is null || deadline.Status == status);
        if (!caller.Value.IsStaff)
            return new JsonAnswer(
                Pages.Of([.. asked.Where(AgencyDeadlineView.IsShown).Select(AgencyDeadlineView.Of)], limit, cursor));
        var today = days.Today(found.State.Profile.Id);
        return new JsonAnswer(
            Pages.Of(
                [.. asked.Select(deadline => DeadlineView.Of(deadline, today, AllocationView.NobodyLeads(found.State)))],
                limit,
                cursor));
    }
}
