using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Difficulties;

/// <summary>E27. The plan cannot be carried out as agreed (S3-60).</summary>
public sealed record ImplementationDifficulty : CaseEvent, IBroughtForward, INamedEvent
{
    public static string WireName => "ImplementationDifficulty";

    public required FreeText Description { get; init; }

    public required DifficultyKind Kind { get; init; }

    [Description("True when the child may be at immediate risk: the manager is told as well.")]
    public required bool ImmediateRisk { get; init; }

    public OnBehalfOf? OnBehalfOf { get; init; }
}

public enum DifficultyKind
{
    Obstacle,
    NonDelivery,
    Disagreement,
    Family,
}

/// <summary>E55. The plan does not achieve what it is for (S1-50, S3-05, S0-38).</summary>
public sealed record PlanNotWorking : CaseEvent, INamedEvent
{
    public static string WireName => "PlanNotWorking";

    public required FreeText Reasons { get; init; }

    public bool? Urgent { get; init; }
}

/// <summary>
/// E29. Something happened that the plan did not foresee; manager and lead social worker decide together what to do (S0-36).
/// </summary>
public sealed record UnexpectedEvent : CaseEvent, INamedEvent
{
    public static string WireName => "UnexpectedEvent";

    public required FreeText Description { get; init; }
}

/// <summary>E29. What manager and lead social worker decided on an unexpected event.</summary>
public sealed record UnexpectedEventDecided : CaseEvent, INamedEvent
{
    public static string WireName => "UnexpectedEventDecided";

    [Description("Required when several wait: unexpected-2.")]
    public string? UnexpectedEventId { get; init; }

    public required UnexpectedEventDecision Decision { get; init; }

    [Description("Account id of the lead social worker, with whom the manager decided.")]
    public required string DecidedWith { get; init; }

    public required FreeText Reason { get; init; }
}

public enum UnexpectedEventDecision
{
    ContinuePlan,
    CoreGroup,
    StrategyDiscussion,
    LegalPlanning,

    /// <summary>Counts as a request for an early review.</summary>
    EarlyReview,
}

/// <summary>E32. The lead social worker asks the manager to decide, as alternative action needs considering (S0-32).</summary>
public sealed record EscalatedToManager : CaseEvent, INamedEvent
{
    public static string WireName => "EscalatedToManager";

    public required FreeText Reason { get; init; }

    [Description("The day by which the decision is needed.")]
    public DateOnly? DecisionNeededBy { get; init; }
}
