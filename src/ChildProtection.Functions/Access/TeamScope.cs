using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access;

/// <summary>The team whose cases a list may show.</summary>
internal static class TeamScope
{
    /// <summary>Managers of the service and the auditor see every team.</summary>
    public static bool IsAuthorityWide(Caller caller) =>
        caller.Roles.Any(role => role is Role.ServiceManager or Role.HeadOfService or Role.Auditor);

    /// <summary>The requested team, the caller's own or one whose manager the caller stands in for; null for every team.</summary>
    /// <exception cref="ProblemException">It is not the caller's team.</exception>
    public static string? Of(Caller caller, string? asked)
    {
        if (IsAuthorityWide(caller))
            return asked;
        if (caller.Team is not { } own)
            throw new ProblemException(
                Problems.Forbidden("Your account belongs to no team. Get a token that names your team."));
        return asked is null || asked == own || caller.DeputyIn.Contains(asked, StringComparer.Ordinal)
            ? asked ?? own
            : throw new ProblemException(
                Problems.Forbidden(
                    $"Your team is {own}. To see another team's lists you need "
                + $"{CasePermissions.Names([Role.ServiceManager, Role.HeadOfService, Role.Auditor])}."
                ));
    }

    /// <summary>The caller's own team, for a list that is always one team's.</summary>
    public static string? OwnTeam(this QueryReader query, Caller caller)
    {
        if (caller.Team is { } team)
            return team;
        query.Errors.Add("team", "is required, because your account belongs to no team");
        return null;
    }
}
