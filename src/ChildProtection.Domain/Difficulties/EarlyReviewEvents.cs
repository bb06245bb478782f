using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Difficulties;

/// <summary>E30. A member of the core group, a parent or the chair asks for the review to be brought forward (S0-38).</summary>
public sealed record EarlyReviewRequested : CaseEvent, IBroughtForward, INamedEvent
{
    public static string WireName => "EarlyReviewRequested";

    public required FreeText Reason { get; init; }

    public OnBehalfOf? OnBehalfOf { get; init; }
}

/// <summary>E30. The chair, or the conference manager, decides on the request.</summary>
public sealed record EarlyReviewDecided : CaseEvent, INamedEvent
{
    public static string WireName => "EarlyReviewDecided";

    public required bool Granted { get; init; }

    [Description("The day that the early review is planned for, when it is granted.")]
    public DateOnly? NewOn { get; init; }

    [Description("Required when it is refused.")]
    public FreeText? Reason { get; init; }
}
