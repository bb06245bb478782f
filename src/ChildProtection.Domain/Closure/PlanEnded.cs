using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Closure;

/// <summary>E46. A plan is to end without a conference; it ends when the service manager approves.</summary>
public sealed record PlanEnded : CaseEvent, INamedEvent
{
    public static string WireName => "PlanEnded";

    public required PlanEndReason Reason { get; init; }

    [Description("care when the child is looked after, else none.")]
    public required NextPlan NextPlan { get; init; }

    [Description("Codes of the agencies consulted: every one in the core group of the first conference.")]
    [AgencyCode]
    public required IReadOnlyList<string> AgenciesConsulted { get; init; }
}
