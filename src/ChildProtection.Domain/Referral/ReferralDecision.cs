using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Referral;

/// <summary>E02. What the manager decides on a referral.</summary>
public sealed record ReferralDecision : CaseEvent, INamedEvent
{
    public static string WireName => "ReferralDecision";

    public required ReferralOutcome Outcome { get; init; }

    [TextFormat(TextFormatAttribute.Words)]
    [Description("Required for noFurtherAction and earlyHelp: why nothing more is done here.")]
    public FreeText? Reason { get; init; }

    public bool? InformReferrer { get; init; }
}

public enum ReferralOutcome
{
    NoFurtherAction,
    EarlyHelp,
    Assess,
    StrategyDiscussion,
}
