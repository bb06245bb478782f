namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Whether the child can be seen (S3-46 to S3-48, S3-67).</summary>
public enum AccessStatus
{
    Normal,
    FirstFailed,
    AccessConcern,
    ActionPlanAgreed,
}

public sealed record AccessTrack
{
    /// <summary>How many failed visits keep their days; more would tell nothing new.</summary>
    internal const int Most = 10;

    public AccessStatus Status { get; init; }

    /// <summary>Failed visits since the child was last seen.</summary>
    public int FailedVisits { get; init; }

    /// <summary>Their days, oldest first: a visit recorded late tells which of them came after it.</summary>
    public IReadOnlyList<DateOnly> FailedOn { get; init; } = [];

    /// <summary>The day of the latest difficulty that was reported without a failed visit.</summary>
    public DateOnly? ReportedOn { get; init; }
}
