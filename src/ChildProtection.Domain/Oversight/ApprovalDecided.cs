using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Oversight;

/// <summary>E56. A decision on an approval. The statutory date never moves.</summary>
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
