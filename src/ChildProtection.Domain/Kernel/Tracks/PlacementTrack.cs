using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Kernel.Tracks;

public sealed record PlacementTrack
{
    public PlacementKind Kind { get; init; }

    /// <summary>Since which local day; null when it has been so from the start.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Nobody knows where the child is (missing, or moved without a word).</summary>
    public bool WhereaboutsUnknown { get; init; }
}
