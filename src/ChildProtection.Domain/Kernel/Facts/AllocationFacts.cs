namespace ChildProtection.Domain.Kernel.Facts;

public enum AllocationRole
{
    Lead,
    Second,
    FamilyHelp,
    Cover,
}

/// <summary>Who works on the case beside its lead, and since when it has one (N-11).</summary>
public sealed record AllocationFacts
{
    /// <summary>The local day from which the present lead answers for the case; null without a lead.</summary>
    public DateOnly? LeadSince { get; init; }

    /// <summary>The local day since which nobody leads; null while somebody does, and before further action is decided.</summary>
    public DateOnly? UnallocatedSince { get; init; }

    /// <summary>Account id of who led before; null when nobody did.</summary>
    public string? LastLead { get; init; }

    /// <summary>The other workers.</summary>
    public IReadOnlyList<AllocatedWorker> Workers { get; init; } = [];
}

/// <param name="Id">Account id.</param>
/// <param name="Role">Never lead.</param>
/// <param name="From">The first local day.</param>
public sealed record AllocatedWorker(string Id, AllocationRole Role, DateOnly From);
