using ChildProtection.Functions.Access;

namespace ChildProtection.Functions.Teams;

/// <summary>Deputies as the authority's list of teams has them now.</summary>
internal sealed class TeamDeputies(TeamDirectory teams) : IDeputies
{
    public IReadOnlyList<string> TeamsOf(string subject) =>
    [
        .. teams.Current.Teams
            .Where(team => team.Managers.Any(manager => manager.Deputies.Contains(subject, StringComparer.Ordinal)))
            .Select(team => team.Code),
    ];
}
