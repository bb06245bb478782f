using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Transfer;

/// <summary>E38. The child lives somewhere else. The plan and its therapeutic work go on.</summary>
public sealed record PlacementChanged : CaseEvent, INamedEvent
{
    public static string WireName => "PlacementChanged";

    public required PlacementKind Placement { get; init; }

    [Description("Whether the therapeutic work goes on without a break.")]
    public required bool TherapeuticWorkContinues { get; init; }

    [Description("Required when the therapeutic work does not go on.")]
    public FreeText? Reason { get; init; }

    [Description("Which options were explored before the child went away from the family.")]
    public FreeText? OptionsExplored { get; init; }
}

/// <summary>E40. The child moved, for good or for a while, or it is not known where the child is.</summary>
public sealed record ChildMoved : CaseEvent, INamedEvent
{
    public static string WireName => "ChildMoved";

    public required MoveKind Kind { get; init; }

    public FreeText? NewAddress { get; init; }

    [Description(
        "Agency code of the authority that the child moved to, such as authority-dorset; left out for a move within this authority.")]
    public string? NewAuthority { get; init; }

    [Description("The country, when the child went abroad.")]
    public FreeText? Country { get; init; }

    [Description("The day on which the other authority was told.")]
    public DateOnly? NotifiedOn { get; init; }

    [Description("Whether it was told in writing, with the plan and the papers; only that starts the transfer.")]
    public bool? NoticeInWriting { get; init; }
}

public enum MoveKind
{
    Permanent,
    Temporary,
    Unknown,
    Missing,
}
