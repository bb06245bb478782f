using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Cases.Events;

/// <summary>E56. Somebody decided on an approval. The statutory date never moves.</summary>
public sealed record ApprovalDecided : CaseEvent, INamedEvent
{
    public static string WireName => "ApprovalDecided";

    public required string ApprovalId { get; init; }

    public required ApprovalVerdict Decision { get; init; }

    [Description("Required, except to sign an assessment.")]
    public FreeText? Reason { get; init; }

    [Description("Required to approve an escalation: the day by which the duty will be done.")]
    public DateOnly? RecoverBy { get; init; }
}

public enum ApprovalVerdict
{
    Approve,
    Decline,
    Return,
}

/// <summary>E46. A plan is to end without a conference; it ends when the service manager approves.</summary>
public sealed record PlanEnded : CaseEvent, INamedEvent
{
    public static string WireName => "PlanEnded";

    public required PlanEndReason Reason { get; init; }

    [Description("care when the child is looked after, else none.")]
    public required NextPlan NextPlan { get; init; }

    [Description("Codes of the agencies consulted: every one in the core group of the first conference.")]
    public required IReadOnlyList<string> AgenciesConsulted { get; init; }
}

public enum PlanEndReason
{
    /// <summary>Another authority has accepted responsibility.</summary>
    Transferred,

    LeftUk,

    Died,

    Turned18,

    LookedAfter,
}
