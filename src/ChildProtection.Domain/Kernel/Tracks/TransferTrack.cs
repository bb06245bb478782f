namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Whether the case comes from, or goes to, another authority.</summary>
public enum TransferStatus
{
    None,

    /// <summary>The child moved here for good.</summary>
    In,

    /// <summary>The child stays here for a while: listed only, the other authority keeps responsibility.</summary>
    InTemporary,

    /// <summary>The child moved away; this authority stays responsible until the other accepts in writing.</summary>
    OutPending,

    OutAccepted,
}

public sealed record TransferTrack
{
    public TransferStatus Status { get; init; }

    /// <summary>Agency code of the other authority.</summary>
    public string? Authority { get; init; }

    /// <summary>The day of the transfer-in conference, which the census keeps apart from that of an enquiry.</summary>
    public DateOnly? ConferenceOn { get; init; }

    /// <summary>The day of the receiving authority's conference, while its written acceptance is missing.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Adult social care takes over at the eighteenth birthday.</summary>
    public bool ToAdultCare { get; init; }
}
