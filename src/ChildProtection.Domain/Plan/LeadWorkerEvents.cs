using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>E13. A lead social worker was named.</summary>
public sealed record LeadSocialWorkerNamed : CaseEvent, INamedEvent
{
    public static string WireName => "LswNamed";

    public required LeadSocialWorker LeadSocialWorker { get; init; }
}

/// <summary>E13. Another lead social worker takes the case over.</summary>
public sealed record LeadSocialWorkerChanged : CaseEvent, INamedEvent
{
    public static string WireName => "LswChanged";

    public required LeadSocialWorker LeadSocialWorker { get; init; }

    [Description("The day from which the new lead social worker is responsible; that of the event unless given.")]
    public DateOnly? From { get; init; }

    public required FreeText Reason { get; init; }
}
