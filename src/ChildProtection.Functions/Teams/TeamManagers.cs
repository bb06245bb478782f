using ChildProtection.Functions.CaseWorkflow;

namespace ChildProtection.Functions.Teams;

/// <summary>
/// Managers and deputies as the authority's own list of teams has them now. The shipped list is an example and says nothing.
/// </summary>
internal sealed class TeamManagers(TeamDirectory teams) : ITeamManagers
{
    public IReadOnlyList<string>? Of(string team) => teams.Own?.Find(team) is { } found
        ? [.. found.Managers.SelectMany(manager => manager.Deputies.Prepend(manager.Id)).Distinct(StringComparer.Ordinal)]
        : null;
}
