using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>Who asks, as the token says.</summary>
public sealed record Caller
{
    /// <summary>Account id, the token's <c>sub</c>.</summary>
    public required string Subject { get; init; }

    public string? Name { get; init; }

    /// <summary>In the token's order; never empty.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    public string? Team { get; init; }

    /// <summary>The partner agency the account belongs to; null for the authority's own staff.</summary>
    public string? Agency { get; init; }

    /// <summary>
    /// The caller as the record names who raised an event. Who holds several roles acts in the one that the procedure gives that event to,
    /// so that the record does not show a chair's decision as taken by the clerk that the chair is too.
    /// </summary>
    public StoredActor ActorFor(EventDefinition type) =>
        new(Subject, Name, Roles.Where(role => type.IsRaisedBy(role, Agency)).Append(Roles[0]).First(), Agency);
}
