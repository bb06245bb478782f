using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Kernel.Tracks;

public sealed record PlacementTrack
{
    public PlacementKind Kind { get; init; }

    /// <summary>Since which local day; null when it has been so from the start.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Where the child is, nobody knows (missing, or moved without a word).</summary>
    public bool WhereaboutsUnknown { get; init; }
}
