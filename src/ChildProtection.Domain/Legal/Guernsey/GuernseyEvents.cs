using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Legal.Guernsey;

/// <summary>E36. The child was referred to the Children's Convenor.</summary>
public sealed record ConvenorReferralMade : CaseEvent, INamedEvent
{
    public static string WireName => "ConvenorReferralMade";

    public bool? Urgent { get; init; }

    public FreeText? Reason { get; init; }
}

/// <summary>E36. What the Convenor decided after gathering information.</summary>
public sealed record ConvenorDecision : CaseEvent, INamedEvent
{
    public static string WireName => "ConvenorDecision";

    public required ConvenorOutcome Outcome { get; init; }
}

public enum ConvenorOutcome
{
    /// <summary>Compulsory intervention may be needed: a hearing of the Child, Youth and Community Tribunal.</summary>
    TribunalHearing,

    /// <summary>The grounds are not accepted: the Juvenile Court is asked.</summary>
    JuvenileCourt,

    NoCompulsoryIntervention,
}

/// <summary>E36. What the Child, Youth and Community Tribunal decided.</summary>
public sealed record TribunalDecision : CaseEvent, INamedEvent
{
    public static string WireName => "CyctDecision";

    /// <summary>Whether child and family accept the grounds; without that the tribunal cannot intervene.</summary>
    public required bool GroundsAccepted { get; init; }

    public required InterventionOutcome Outcome { get; init; }
}

/// <summary>E36. What the Juvenile Court decided.</summary>
public sealed record JuvenileCourtDecision : CaseEvent, INamedEvent
{
    public static string WireName => "JuvenileCourtDecision";

    public required InterventionOutcome Outcome { get; init; }
}

public enum InterventionOutcome
{
    /// <summary>A care requirement or another order in place.</summary>
    CompulsoryIntervention,

    NoCompulsoryIntervention,

    /// <summary>The tribunal sends the case to the Juvenile Court, or the court sends it back to the tribunal.</summary>
    ReferredOn,
}
