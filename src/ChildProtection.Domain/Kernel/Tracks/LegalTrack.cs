namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Where the case stands in law: the English public law outline, or Guernsey's Convenor, tribunal and court.</summary>
public enum LegalStatus
{
    None,
    LegalPlanning,
    PreProceedings,
    Proceedings,
    OrderMade,
    SteppedDown,
    ConvenorReferred,
    ThresholdMeeting,
    CyctHearing,
    JuvenileCourt,
    Decided,
}

public sealed record LegalTrack
{
    public LegalStatus Status { get; init; }

    /// <summary>The order made last.</summary>
    public OrderType? Order { get; init; }

    /// <summary>The day on which it was made.</summary>
    public DateOnly? OrderOn { get; init; }

    /// <summary>The case's profile takes Guernsey's route: Convenor, tribunal and Juvenile Court.</summary>
    public bool ThroughConvenor { get; init; }
}
