namespace ChildProtection.Domain.Deadlines;

/// <summary>A kind of deadline. Title, responsible role and pattern stand with its parameter in the profile.</summary>
/// <param name="Timer">Number of the timer in the procedure: <c>T04</c>.</param>
/// <param name="Name">Name in the contract: <c>icpc</c>.</param>
/// <param name="Parameter">The profile's parameter it is counted with.</param>
public sealed record DeadlineKind(string Timer, string Name, string Parameter);

/// <summary>The kinds of deadline that a case can open.</summary>
public static class DeadlineKinds
{
    private static readonly Dictionary<string, DeadlineKind> ByName = new DeadlineKind[]
    {
        new("T01", "referralDecision", "referralDecision"),
        new("T02", "assessment", "assessment"),
        new("T03", "strategyDiscussion", "strategyDiscussion"),
        new("T04", "icpc", "icpc"),
        new("T05", "transferInConference", "transferInConference"),
        new("T07", "reportToParentsBeforeIcpc", "reportToParentsBeforeIcpc"),
        new("T07", "reportToParentsBeforeRcpc", "reportToParentsBeforeRcpc"),
        new("T08", "decisionLetter", "decisionLetter"),
        new("T09", "cgFirst", "cgFirst"),
        new("T10", "conferenceRecord", "conferenceRecord"),
        new("T11", "cgSecond", "cgSecond"),
        new("T11", "cgLaterBeforeFirstReview", "cgLaterBeforeFirstReview"),
        new("T11", "cgLaterAfterFirstReview", "cgLaterAfterFirstReview"),
        new("T12", "cgNotes", "cgNotes"),
        new("T13", "rcpcFirst", "rcpcFirst"),
        new("T13", "rcpcLater", "rcpcLater"),
        new("T15", "visit", "visitInterval"),
        new("T16", "visitCap", "visitCap"),
        new("T23", "assessmentCounterSign", "assessmentCounterSign"),
        new("T26", "longPlanAlerts", "longPlanAlerts"),
        new("T28", "conferenceOutcome", "conferenceOutcome"),
        new("T29", "cinReview", "cinReviewFirst"),
        new("T34", "endNotification", "endNotification"),
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<DeadlineKind> All => ByName.Values;

    /// <summary>Gets a kind by its name in the contract.</summary>
    /// <exception cref="DeadlineException">There is no such kind.</exception>
    public static DeadlineKind Get(string name) => ByName.GetValueOrDefault(name)
        ?? throw new DeadlineException($"There is no deadline of kind '{name}'. Known kinds: {string.Join(", ", ByName.Keys)}.");

}
