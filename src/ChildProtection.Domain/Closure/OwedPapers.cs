using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Closure;

/// <summary>Letters, records and notices that people are owed: accepted in a closed case too, as long as they are.</summary>
internal static class OwedPapers
{
    /// <summary>Meets the open deadline of a paper that is given now.</summary>
    public static Decision Give(DecisionBuilder change, string kind, string summary)
    {
        var owedSince = change.FindOpenDeadline(kind)!.Anchor.On;
        if (change.OccurredOn < owedSince)
            return DecisionBuilder.Invalid(
                "/occurredOn", "domain 2.3, " + kind, $"must not be before {DateText.Date(owedSince)}, when it became owed");
        change.Meet(kind);
        return change.Accept(summary);
    }
}
