namespace ChildProtection.Domain.PlanDocument;

/// <summary>Where the child lives (S1-28, S1-29).</summary>
public enum PlacementKind
{
    AtHome,
    ExtendedFamily,
    FosterCare,
    Residential,
    Hospital,
    Custody,
    Unknown,
}
