using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Closure;

/// <summary>E47. The Child in Need plan was reviewed and goes on.</summary>
public sealed record CinPlanReviewed : CaseEvent, INamedEvent
{
    public static string WireName => "CinPlanReviewed";

    public FreeText? Summary { get; init; }

    [Description("Whether adult social care takes over at the eighteenth birthday, once that is known.")]
    public bool? TransferToAdultCare { get; init; }
}

/// <summary>E47. The Child in Need plan ends without further need: the case closes.</summary>
public sealed record CinPlanEnded : CaseEvent, INamedEvent
{
    public static string WireName => "CinPlanEnded";

    public CinPlanOutcome? Outcome { get; init; }

    [TextFormat(TextFormatAttribute.Words)]
    [Description("Required: why the child needs the plan no more.")]
    public FreeText? Reason { get; init; }
}

public enum CinPlanOutcome
{
    NoFurtherAction,
    EarlyHelp,
}

/// <summary>E48. The manager closes the case.</summary>
public sealed record CaseClosed : CaseEvent, INamedEvent
{
    public static string WireName => "CaseClosed";

    [Codes(CodeLists.ReasonForClosure)]
    public required string ClosureCode { get; init; }

    [TextFormat(TextFormatAttribute.Words)]
    [Description("Required: why the case closes.")]
    public FreeText? Reason { get; init; }
}
