using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Closure;

/// <summary>Letters, records and notices owed to people. A closed case accepts them too, while they are due.</summary>
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
