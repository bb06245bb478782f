using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Worklists;

/// <summary>Lists across cases.</summary>
public sealed class WorklistFunctions(WorklistReader worklist, CaseIndexReader index, CurrentCaller caller, LocalDays days)
{
    [Function("ListCases")]
    public async Task<IResult> ListCases(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases")] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var wanted = new CaseQuery
        {
            Team = TeamScope.Of(caller.Value, query.Text("team")),
            Worker = query.Text("worker"),
            State = query.Code<CaseStage>("state"),
            Q = query.Text("q"),
            Reader = caller.Value.AsReader,
            Limit = query.Limit(),
            Cursor = query.Text("cursor"),
        };
        // Without a search term the caller's own team is meant; a list of every case would be a scan.
        if (wanted is { Team: null, Worker: null, Q: null })
            wanted = wanted with { Team = query.OwnTeam(caller.Value) };
        query.Errors.ThrowIfAny();
        var found = await index.ListAsync(wanted, cancellation);
        if (found.Items.Count == 0 && IsName(wanted))
            throw new ProblemException(Problems.Validation(
                "q", "must be a reference or a local id, and none is this; look for a name with POST /api/cases/search"));
        return new JsonAnswer(Pages.Of(found, CaseListItemView.Of));
    }

    /// <summary>Without a digit it is hardly an id, and "no such case" would be a wrong answer to a name.</summary>
    private static bool IsName(CaseQuery query) => query is { Q: { } text, Cursor: null } && !text.Any(char.IsDigit);

    [Function("GetWorklist")]
    public async Task<IResult> GetWorklist(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "worklist")] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var team = TeamScope.Of(caller.Value, query.Text("team")) ?? query.OwnTeam(caller.Value);
        var (from, to) = query.Range();
        var (worker, status, limit, cursor) = (
            query.Text("worker"), query.Code<DeadlineStatus>("status"), query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var today = days.Today();
        var listed = await worklist.ListAsync(
            new WorklistQuery
            {
                Team = team!,
                Reader = caller.Value.AsReader,
                Worker = worker,
                From = from,
                To = to,
                Status = status,
                Limit = limit,
                Cursor = cursor,
            },
            cancellation);
        return new JsonAnswer(Pages.Of(listed, item => WorklistItemView.Of(item, today)));
    }
}
