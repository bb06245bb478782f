namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Protection at once, in exact hours.</summary>
public enum EmergencyStatus
{
    None,
    PoliceProtection,
    Epo,
}

public sealed record EmergencyTrack
{
    public EmergencyStatus Status { get; init; }

    /// <summary>When the present protection began (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The local day on which the running emergency protection order was first made: its extension counts from there.</summary>
    public DateOnly? OrderMadeOn { get; init; }

    /// <summary>The order was extended, which happens once.</summary>
    public bool Extended { get; init; }

    /// <summary>
    /// The local day on which the latest emergency protection ended: a return asks whether there was any in the last six months.
    /// </summary>
    public DateOnly? LastEndedOn { get; init; }
}
