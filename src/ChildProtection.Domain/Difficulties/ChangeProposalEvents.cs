using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Difficulties;

/// <summary>E28. A member of the core group, a parent or the child proposes a change of the plan (S0-42).</summary>
public sealed record ChangeProposed : CaseEvent, IBroughtForward, INamedEvent
{
    public static string WireName => "ChangeProposed";

    public required FreeText Text { get; init; }

    public FreeText? Reason { get; init; }

    public OnBehalfOf? OnBehalfOf { get; init; }
}

/// <summary>E28. A proposal was answered.</summary>
public sealed record ChangeDecided : CaseEvent, INamedEvent
{
    public static string WireName => "ChangeDecided";

    [Description("Required when several proposals wait: proposal-2.")]
    public string? ProposalId { get; init; }

    public required bool Accepted { get; init; }

    [Description("Required when it is rejected.")]
    public FreeText? Reason { get; init; }
}
