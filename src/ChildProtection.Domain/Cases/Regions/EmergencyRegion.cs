namespace ChildProtection.Domain.Cases.Regions;

/// <summary>Protection at once, in exact hours.</summary>
public enum EmergencyStatus
{
    None,
    PoliceProtection,
    Epo,
}

public sealed record EmergencyRegion
{
    public EmergencyStatus Status { get; init; }
}
