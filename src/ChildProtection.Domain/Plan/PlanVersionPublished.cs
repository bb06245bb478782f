using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>E18. A variation of the plan.</summary>
public sealed record PlanVersionPublished : CaseEvent, INamedEvent
{
    public static string WireName => "PlanVersionPublished";

    [Description("One more than the present version; may be left out.")]
    public int? Version { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public FreeText? ChangeReason { get; init; }

    public required PlanContent Plan { get; init; }

    [Description("Why fields of the detailed plan are left out.")]
    public IReadOnlyList<MissingReason>? ReasonsForMissing { get; init; }
}
