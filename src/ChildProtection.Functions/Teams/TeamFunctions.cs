using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Teams;

/// <summary>The authority's teams, and who is calling.</summary>
public sealed class TeamFunctions(TeamDirectory teams, CurrentCaller caller, LocalDays days)
{
    [Function("ListTeams")]
    public IResult ListTeams([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams")] HttpRequest request)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var (list, today, isStaff) = (teams.Current, days.Today(), caller.Value.Agency is null);
        return new JsonAnswer(Pages.Of([.. list.Teams.Select(team => TeamView.Of(team, list, today, isStaff))], limit, cursor));
    }

    [Function("GetMe")]
    public IResult GetMe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request)
    {
        var me = caller.Value;
        var title = me.Team is { } code ? teams.Current.Find(code)?.Title : null;
        return new JsonAnswer(new CallerView(me.Subject, me.Name, me.Roles, me.Team, title, me.Agency));
    }
}
