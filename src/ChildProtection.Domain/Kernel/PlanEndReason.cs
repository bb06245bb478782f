namespace ChildProtection.Domain.Kernel;

public enum PlanEndReason
{
    /// <summary>Another authority has accepted responsibility.</summary>
    Transferred,

    LeftUk,

    Died,

    Turned18,

    LookedAfter,
}

/// <summary>What follows the end of a plan.</summary>
public enum NextPlan
{
    ChildInNeed,
    Care,
    None,
}
