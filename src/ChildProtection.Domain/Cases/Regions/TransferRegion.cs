namespace ChildProtection.Domain.Cases.Regions;

/// <summary>Whether the case comes from, or goes to, another authority.</summary>
public enum TransferStatus
{
    None,
    In,
    OutPending,
    OutAccepted,
}

public sealed record TransferRegion
{
    public TransferStatus Status { get; init; }
}
