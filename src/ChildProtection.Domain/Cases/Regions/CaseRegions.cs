namespace ChildProtection.Domain.Cases.Regions;

/// <summary>What runs beside the main line of a case: each region has a value of its own, whatever the stage (domain 3.1).</summary>
public sealed record CaseRegions
{
    public AccessRegion Access { get; init; } = new();

    public BirthRegion Birth { get; init; } = new();

    public EmergencyRegion Emergency { get; init; } = new();

    public LegalRegion Legal { get; init; } = new();

    public PlacementRegion Placement { get; init; } = new();

    public TransferRegion Transfer { get; init; } = new();

    /// <summary>Disagreements between agencies that are not resolved, oldest first.</summary>
    public IReadOnlyList<DisputeRegion> Disputes { get; init; } = [];

    /// <summary>What each party said to the present version of the plan.</summary>
    public IReadOnlyList<SignOffRegion> SignOff { get; init; } = [];
}
