namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>A section 47 enquiry beside a plan in force, which keeps its own stage and dates.</summary>
public enum EnquiryStatus
{
    None,
    Open,
}

public sealed record EnquiryTrack
{
    public EnquiryStatus Status { get; init; }

    /// <summary>The day of the strategy discussion that initiated it.</summary>
    public DateOnly? StartedOn { get; init; }
}
