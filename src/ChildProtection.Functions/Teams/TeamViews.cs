using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Teams;

namespace ChildProtection.Functions.Teams;

/// <param name="Id">Account id of the manager.</param>
/// <param name="Deputies">Accounts that may decide in the manager's place.</param>
internal sealed record TeamManagerView(string Id, IReadOnlyList<string> Deputies);

/// <summary>One team of the authority.</summary>
/// <param name="Code">As referrals and cases name it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Kind">What its work is.</param>
/// <param name="Default">Takes a referral of an agency that names no team.</param>
/// <param name="Open">Takes cases today.</param>
/// <param name="OpenedOn">The first day on which it takes cases.</param>
/// <param name="ClosedOn">The first day on which it takes none any more.</param>
/// <param name="Managers">Null for partner agencies, who need no accounts of the authority.</param>
internal sealed record TeamView(
    string Code,
    string Title,
    TeamKind Kind,
    bool Default,
    bool Open,
    DateOnly OpenedOn,
    DateOnly? ClosedOn,
    IReadOnlyList<TeamManagerView>? Managers)
{
    public static TeamView Of(Team team, TeamList list, DateOnly today, bool withManagers) => new(
        team.Code,
        team.Title,
        team.Kind,
        team.Code == list.Default.Code,
        team.IsOpenOn(today),
        team.OpenedOn,
        team.ClosedOn,
        withManagers ? [.. team.Managers.Select(manager => new TeamManagerView(manager.Id, manager.Deputies))] : null);
}

/// <summary>Who is calling.</summary>
/// <param name="Subject">Account id.</param>
/// <param name="Name">As the token has it.</param>
/// <param name="Roles">In the token's order.</param>
/// <param name="Team">Code of the team; null for partner agencies and for staff of no team.</param>
/// <param name="TeamTitle">Null for a team that the list does not have.</param>
/// <param name="Agency">Code of the partner agency; null for the authority's own staff.</param>
internal sealed record CallerView(
    string Subject, string? Name, IReadOnlyList<Role> Roles, string? Team, string? TeamTitle, string? Agency);
