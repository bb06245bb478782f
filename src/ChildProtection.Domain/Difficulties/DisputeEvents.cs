using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Difficulties;

/// <summary>E31. Agencies disagree, or one does not do what was agreed (S3-69). The plan stays in force.</summary>
public sealed record DisputeRaised : CaseEvent, INamedEvent
{
    public static string WireName => "DisputeRaised";

    public required DisputeKind Kind { get; init; }

    [MinItems(1)]
    [Description("Codes of the agencies that disagree.")]
    [AgencyCode]
    public required IReadOnlyList<string> Agencies { get; init; }

    public FreeText? Summary { get; init; }
}

public enum DisputeKind
{
    Disagreement,
    NonDelivery,
    Threshold,
    Other,
}

/// <summary>E31. How a stage of a dispute ended: resolved, or on to the next stage.</summary>
public sealed record DisputeStageOutcome : CaseEvent, INamedEvent
{
    public static string WireName => "DisputeStageOutcome";

    [Description("Required when several disputes are open: dispute-2.")]
    public string? DisputeId { get; init; }

    public required bool Resolved { get; init; }

    public FreeText? Summary { get; init; }
}
