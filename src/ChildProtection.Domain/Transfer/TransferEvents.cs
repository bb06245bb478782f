using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Transfer;

/// <summary>
/// E41. Another authority tells of a child who moves here. It opens a case; on a case that only lists the child it says that the move is
/// for good.
/// </summary>
public sealed record TransferInNotified : CaseEvent, IOpensCase, INamedEvent
{
    public static string WireName => AnchorEvents.TransferInNotified;

    [Description("Agency code of the authority that the child comes from.")]
    public required string FromAuthority { get; init; }

    [Description("True when the child stays for a while only: listed, without a conference; the other authority keeps responsibility.")]
    public bool? Temporary { get; init; }

    public IReadOnlyList<FreeText>? Documents { get; init; }

    [Description("The day on which the other authority's plan began.")]
    public DateOnly? PlanStartedOn { get; init; }

    [Codes(CodeLists.CategoryOfAbuse)]
    public IReadOnlyList<string>? Categories { get; init; }

    [Description("Procedure profile; EN-WT2023 unless given.")]
    public string? Profile { get; init; }

    [Description("Code of an open team (GET /teams). An agency may leave it out: the authority's default duty team takes the child.")]
    public string? Team { get; init; }

    [Description("The authority's id of the family, the same for brothers and sisters.")]
    public string? Family { get; init; }

    public required ReferredChild Child { get; init; }

    public IReadOnlyList<Parent>? Parents { get; init; }

    [Description("The authority's ids of brothers and sisters.")]
    public IReadOnlyList<string>? Siblings { get; init; }
}

/// <summary>E42. The receiving authority held its conference. The plan ends here once it has accepted responsibility in writing.</summary>
public sealed record ReceivingConferenceHeld : CaseEvent, INamedEvent
{
    public static string WireName => "ReceivingConferenceHeld";

    public required bool PlanMade { get; init; }

    [Description("Left out until responsibility is accepted in writing; raise the event again then.")]
    public DateOnly? ResponsibilityAcceptedInWritingOn { get; init; }
}
