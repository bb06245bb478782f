using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Unborn;

/// <summary>E39. The child is born: statutory visits start, and a core group or review looks at the plan again.</summary>
public sealed record ChildBorn : CaseEvent, INamedEvent
{
    public static string WireName => "ChildBorn";

    [Description("The moment of birth (UTC), on that local day.")]
    public DateTimeOffset? BornAt { get; init; }

    [CensusOnly]
    [Codes(CodeLists.Sex)]
    public string? Sex { get; init; }

    public FreeText? Hospital { get; init; }

    [Description("False when the mother is not medically fit for a meeting: there is more time for it then.")]
    public bool? MotherFitForMeeting { get; init; }
}

/// <summary>E39. There will be no birth: the plan ends, the case closes, the expected date stays in the record.</summary>
public sealed record PregnancyEnded : CaseEvent, INamedEvent
{
    public static string WireName => "PregnancyEnded";

    public PregnancyEndKind? Kind { get; init; }
}

public enum PregnancyEndKind
{
    Miscarriage,
    Termination,
    Stillbirth,
    NotKnown,
}
