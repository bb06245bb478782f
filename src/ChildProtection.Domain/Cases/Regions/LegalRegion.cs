namespace ChildProtection.Domain.Cases.Regions;

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

public sealed record LegalRegion
{
    public LegalStatus Status { get; init; }
}
