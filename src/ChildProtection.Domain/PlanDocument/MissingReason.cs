using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>Why a core group leaves a field of the detailed plan out.</summary>
public sealed record MissingReason
{
    [Description("Name of the field, as the plan's completeness lists it.")]
    public required string Field { get; init; }

    public required FreeText Reason { get; init; }
}
