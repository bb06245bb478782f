namespace ChildProtection.Domain.Cases.Events;

public enum OrderType
{
    InterimCare,
    Care,
    Supervision,
    SpecialGuardianship,
    ChildArrangements,
    Placement,
    Adoption,
}
