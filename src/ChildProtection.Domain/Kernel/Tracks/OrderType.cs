namespace ChildProtection.Domain.Kernel.Tracks;

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
