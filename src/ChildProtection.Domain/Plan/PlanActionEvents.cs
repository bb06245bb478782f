using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>E26. An action of the plan was done.</summary>
public sealed record ActionCompleted : CaseEvent, INamedEvent
{
    public static string WireName => "ActionCompleted";

    public required string ActionId { get; init; }

    public FreeText? Result { get; init; }

    public Evidence? Evidence { get; init; }
}

/// <summary>E26. An action takes longer than the plan says; its due date stays.</summary>
public sealed record ActionOverrun : CaseEvent, INamedEvent
{
    public static string WireName => "ActionOverrun";

    public required string ActionId { get; init; }

    public required FreeText Reason { get; init; }

    [Description("When it is expected to be done.")]
    public DateOnly? ExpectedOn { get; init; }
}

/// <summary>E26. The date of an action was changed; the former one stays in the record.</summary>
public sealed record ActionVaried : CaseEvent, INamedEvent
{
    public static string WireName => "ActionVaried";

    public required string ActionId { get; init; }

    public required DateOnly NewOn { get; init; }

    public required FreeText Reason { get; init; }
}
