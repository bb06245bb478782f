using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Legal.England;

/// <summary>E33. A legal planning meeting is asked for; in Guernsey a legal threshold meeting.</summary>
public sealed record LegalPlanningRequested : CaseEvent, INamedEvent
{
    public static string WireName => "LegalPlanningRequested";

    [Description("True when it cannot wait as long as the procedure allows.")]
    public bool? Urgent { get; init; }

    public FreeText? Reason { get; init; }
}

/// <summary>
/// Whether a legal planning meeting is called for, as lead social worker and line manager judge it after a difficulty with the plan
/// (S3-66).
/// </summary>
public sealed record LegalPlanningConsideration
{
    [Description("True asks for the meeting.")]
    public required bool Wanted { get; init; }

    [Description(
        "Account id of the other one of the two: the manager where the lead social worker records it, or "
        + "the lead social worker where the manager does."
    )]
    public required string DecidedWith { get; init; }

    public required FreeText Reason { get; init; }
}

/// <summary>E33. The meeting was held and decided on the legal route.</summary>
public sealed record LegalPlanningHeld : CaseEvent, INamedEvent
{
    public static string WireName => "LegalPlanningHeld";

    public required LegalPlanningOutcome Outcome { get; init; }

    [Description("Whether the child is recommended to live away from the family for any period; required to start proceedings.")]
    public bool? SeparationRecommended { get; init; }

    [Description("Which options were explored before; required when separation is recommended.")]
    public FreeText? OptionsExplored { get; init; }

    public FreeText? Reason { get; init; }
}

public enum LegalPlanningOutcome
{
    ContinuePlan,
    StartPreProceedings,
    Issue,
    None,
}

/// <summary>E34. The letter before proceedings was sent to the parents.</summary>
public sealed record PreProceedingsLetterSent : CaseEvent, INamedEvent
{
    public static string WireName => "PreProceedingsLetterSent";

    public IReadOnlyList<FreeText>? Recipients { get; init; }
}

/// <summary>E34. A meeting under pre-proceedings.</summary>
public sealed record PreProceedingsMeetingHeld : CaseEvent, INamedEvent
{
    public static string WireName => "PreProceedingsMeetingHeld";

    public FreeText? Summary { get; init; }
}

/// <summary>E34. Pre-proceedings ended.</summary>
public sealed record PreProceedingsEnded : CaseEvent, INamedEvent
{
    public static string WireName => "PreProceedingsEnded";

    public required PreProceedingsOutcome Outcome { get; init; }
}

public enum PreProceedingsOutcome
{
    SteppedDown,
    Issue,
}

/// <summary>E35. An application for care proceedings was issued.</summary>
public sealed record ProceedingsIssued : CaseEvent, INamedEvent
{
    public static string WireName => "ProceedingsIssued";

    public OrderType? AppliedFor { get; init; }
}

/// <summary>E35. A court made an order. An emergency protection order is raised as <c>EpoMade</c>, as its hours count.</summary>
public sealed record OrderMade : CaseEvent, INamedEvent
{
    public static string WireName => "OrderMade";

    public required OrderType OrderType { get; init; }

    [Description("True when an adoption, special guardianship or child arrangements order does not end the plan and the case.")]
    public bool? CaseContinues { get; init; }
}
