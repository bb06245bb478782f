namespace ChildProtection.Domain.Cases.Regions;

/// <summary>Whether the child can be seen (S3-46 to S3-48, S3-67).</summary>
public enum AccessStatus
{
    Normal,
    FirstFailed,
    AccessConcern,
    ActionPlanAgreed,
}

public sealed record AccessRegion
{
    public AccessStatus Status { get; init; }

    /// <summary>Failed visits since the child was last seen.</summary>
    public int FailedVisits { get; init; }
}
