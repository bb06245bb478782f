using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Closure;

/// <summary>A manager closes a case that has neither plan nor enquiry (E48).</summary>
internal static class ClosureByManager
{
    public static Decision Decide(DecisionBuilder change, CaseClosed data)
    {
        var assessedOnly = data.ClosureCode is "RC8" or "RC9";
        if (assessedOnly && (change.State.Enquiry is not null || change.State.Plan is not null || change.State.CinPlan is not null))
            return DecisionBuilder.Invalid("/data/closureCode", "census rule 2990",
                $"{data.ClosureCode} is only for a case that ended with its assessment; this one had an enquiry or a plan, use RC7");
        if (change.OccurredOn < change.State.LastActivityOn)
            return DecisionBuilder.Invalid("/occurredOn", "census rule 8565",
                $"a case cannot close before its latest event of {DateText.Date(change.State.LastActivityOn)}");
        if (Reasons.Require(change, data.Reason, "why the case closes") is { } silent)
            return silent;
        return Closing.Close(change, CaseOutcome.ClosedByManager, data.ClosureCode, "Closed by the manager");
    }
}
