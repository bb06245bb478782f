using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Referral;

/// <summary>E01. Opens a case.</summary>
public sealed record ReferralReceived : CaseEvent, IOpensCase, INamedEvent
{
    public static string WireName => AnchorEvents.ReferralReceived;

    [Codes(CodeLists.ReferralSource)]
    public required string ReferralSource { get; init; }

    public required FreeText Concern { get; init; }

    [Codes(CodeLists.PrimaryNeed)]
    public string? PrimaryNeed { get; init; }

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
