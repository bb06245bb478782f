using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>The caller, from the token.</summary>
public sealed record Caller
{
    /// <summary>Account id, the token's <c>sub</c>.</summary>
    public required string Subject { get; init; }

    public string? Name { get; init; }

    /// <summary>In the token's order; never empty.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    public string? Team { get; init; }

    /// <summary>The teams whose manager a team manager stands in for: there the account reads cases and decides on approvals.</summary>
    public IReadOnlyList<string> DeputyIn { get; init; } = [];

    /// <summary>The partner agency the account belongs to; null for the authority's own staff.</summary>
    public string? Agency { get; init; }

    /// <summary>The account's agency is one of those that the authority has configured.</summary>
    public bool IsOfAPartner { get; init; } = true;

    /// <summary>The account's agency is not among those that the authority has configured, and is heard nowhere.</summary>
    public bool IsShutOut { get; init; }

    /// <summary>The token's id, or that of the sign-in it came from; null where it has none.</summary>
    public string? Session { get; init; }

    /// <summary>Works for the authority, in whatever role.</summary>
    public bool IsStaff => Roles.Any(role => role != Role.Agency);

    /// <summary>The caller as a reader of lists.</summary>
    public CaseReaderAccount AsReader => new(Subject, Roles.Contains(Role.HeadOfService));

    /// <summary>The caller as the record's actor, in the role that permitted what they do.</summary>
    public StoredActor As(Role role) => new(Subject, Name, role, Agency) { Team = Team };
}
