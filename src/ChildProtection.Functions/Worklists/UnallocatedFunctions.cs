using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Worklists;

/// <param name="CaseId">The case.</param>
/// <param name="Reference">For people.</param>
/// <param name="ChildName">Given name and family name.</param>
/// <param name="Team">Code of the team that answers for it.</param>
/// <param name="TeamListed">False when the authority's list has no such team: move the case to one that it has.</param>
/// <param name="State">The stage of the case.</param>
/// <param name="Since">The local day since which nobody leads it.</param>
/// <param name="LastSeenOn">The last visit on the plan at which the child was seen.</param>
internal sealed record UnallocatedCaseView(
    string CaseId,
    string Reference,
    string ChildName,
    string Team,
    bool TeamListed,
    CaseStage State,
    DateOnly Since,
    DateOnly? LastSeenOn) : IAboutCase
{
    public static UnallocatedCaseView Of(UnallocatedCase one) => new(
        one.Case.CaseId,
        one.Case.Reference,
        one.Case.ChildName,
        one.Case.Team,
        one.TeamListed,
        one.Case.State,
        one.Since,
        one.LastSeenOn);
}

/// <summary>Cases that nobody leads.</summary>
public sealed class UnallocatedFunctions(UnallocatedReader unallocated, TeamDirectory teams, CurrentCaller caller)
{
    [Function("ListUnallocatedCases")]
    public async Task<IResult> ListUnallocatedCases(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/unallocated")] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (team, limit, cursor) = (TeamScope.Of(caller.Value, query.Text("team")), query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await unallocated.ListAsync(team, caller.Value.AsReader, teams.Current, cancellation);
        return new JsonAnswer(Pages.Of([.. found.Select(UnallocatedCaseView.Of)], limit, cursor));
    }
}
