using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Visits;

/// <summary>E22. A visit was made. It counts only when the child was seen; otherwise it is a failed visit.</summary>
public sealed record VisitMade : CaseEvent, INamedEvent
{
    public static string WireName => "VisitMade";

    public required VisitPlace Place { get; init; }

    public bool? Announced { get; init; }

    public required bool ChildSeen { get; init; }

    public bool? SeenAlone { get; init; }

    [Description("For a baby: was it awake?")]
    public bool? Awake { get; init; }

    public bool? BedroomSeen { get; init; }

    public FreeText? HomeConditions { get; init; }

    public FreeText? WishesAndFeelings { get; init; }

    public DateOnly? RecordedOn { get; init; }
}

/// <summary>E23. A visit that did not reach the child.</summary>
public sealed record VisitFailed : CaseEvent, INamedEvent
{
    public static string WireName => "VisitFailed";

    [Description("Who tried: an account id or an agency's code. The one who raises it unless given.")]
    public string? Visitor { get; init; }

    [Description("What the visit was for; seeChild unless given. Only failed attempts to see the child raise an access concern.")]
    public VisitPurpose? Purpose { get; init; }

    public required VisitFailure Reason { get; init; }

    [Description(
        "1 for the first attempt since the child was last seen. A higher number than the failed visits "
        + "on record says that others were not recorded."
    )]
    public int? Attempt { get; init; }

    public FreeText? Details { get; init; }
}

public enum VisitPurpose
{
    SeeChild,
    Other,
}

public enum VisitFailure
{
    NoReply,
    Refused,
    Moved,

    /// <summary>Only an adult was seen.</summary>
    AdultSeenOnly,

    Other,
}
