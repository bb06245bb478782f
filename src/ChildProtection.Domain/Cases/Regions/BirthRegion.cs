namespace ChildProtection.Domain.Cases.Regions;

/// <summary>Whether the child is born, for a case that was opened before the birth.</summary>
public enum BirthStatus
{
    NotApplicable,
    Unborn,
    Born,
    PregnancyEnded,
}

public sealed record BirthRegion
{
    public BirthStatus Status { get; init; }
}
