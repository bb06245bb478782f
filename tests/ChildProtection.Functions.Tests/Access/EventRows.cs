using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Oversight;

namespace ChildProtection.Functions.Tests.Access;

/// <summary>The rows of the access matrix that are about events: they follow from who may raise what, as the definitions say.</summary>
internal static class EventRows
{
    public const string Operation = "RaiseEvent:";

    /// <summary>The agency that asks; police, health and others have events of their own.</summary>
    public const string Agency = "school";

    /// <summary>A row for every event and role: own, otherTeam, restricted, allowed, closed, unknown.</summary>
    public static IEnumerable<string> All =>
        from type in EventCatalogue.All
        from role in Enum.GetValues<Role>()
        let mayRaise = type.IsRaisedBy(role, role == Role.Agency ? Agency : null)
        select $"{Operation}{type.Name},{role},{(mayRaise ? Permitted(type.Name, role) : Refused(role))}";

    /// <summary>422 means that the caller was admitted: the body holds a field that no schema knows.</summary>
    private static string Permitted(string type, Role role) => role switch
    {
        // The manager of the receiving team takes a case over; the body names that team.
        Role.TeamManager when type == TeamChanged.WireName => "422,422,404,422,422,404",
        // The whole service is theirs, whatever the team; versions of profiles are changed for cases of every team.
        Role.ServiceManager or Role.HeadOfService or Role.Administrator => "422,422,404,422,422,404",
        // A closed case is closed to agencies.
        Role.Agency => "422,404,404,422,404,404",
        _ => "422,403,404,403,422,404",
    };

    private static string Refused(Role role) => role switch
    {
        Role.Auditor => "403,403,403,403,403,403",
        // An agency learns of no case that is not its own.
        Role.Agency => "403,404,404,403,404,404",
        _ => "403,403,404,403,403,404",
    };
}
