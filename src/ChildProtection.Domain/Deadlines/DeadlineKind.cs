namespace ChildProtection.Domain.Deadlines;

/// <summary>A kind of deadline. Title, responsible role and pattern stand with its parameter in the profile.</summary>
/// <param name="Timer">Number of the timer in the procedure: <c>T04</c>.</param>
/// <param name="Name">Name in the contract: <c>icpc</c>.</param>
/// <param name="Parameter">The profile's parameter it is counted with.</param>
public sealed record DeadlineKind(string Timer, string Name, string Parameter);

/// <summary>The kinds of deadline that a case can open.</summary>
public static class DeadlineKinds
{
    public const string ReferralDecision = "referralDecision";
    public const string Assessment = "assessment";
    public const string StrategyDiscussion = "strategyDiscussion";
    public const string Icpc = "icpc";
    public const string TransferInConference = "transferInConference";
    public const string ReportToParentsBeforeIcpc = "reportToParentsBeforeIcpc";
    public const string ReportToParentsBeforeRcpc = "reportToParentsBeforeRcpc";
    public const string DecisionLetter = "decisionLetter";
    public const string CoreGroupFirst = "cgFirst";
    public const string ConferenceRecord = "conferenceRecord";
    public const string CoreGroupSecond = "cgSecond";
    public const string CoreGroupLaterBeforeFirstReview = "cgLaterBeforeFirstReview";
    public const string CoreGroupLaterAfterFirstReview = "cgLaterAfterFirstReview";
    public const string CoreGroupNotes = "cgNotes";
    public const string RcpcFirst = "rcpcFirst";
    public const string RcpcLater = "rcpcLater";
    public const string Visit = "visit";
    public const string VisitCap = "visitCap";
    public const string AssessmentCounterSign = "assessmentCounterSign";
    public const string LongPlanAlerts = "longPlanAlerts";
    public const string ConferenceOutcome = "conferenceOutcome";
    public const string CinReview = "cinReview";
    public const string EndNotification = "endNotification";

    private static readonly Dictionary<string, DeadlineKind> ByName = new DeadlineKind[]
    {
        new("T01", ReferralDecision, "referralDecision"),
        new("T02", Assessment, "assessment"),
        new("T03", StrategyDiscussion, "strategyDiscussion"),
        new("T04", Icpc, "icpc"),
        new("T05", TransferInConference, "transferInConference"),
        new("T07", ReportToParentsBeforeIcpc, "reportToParentsBeforeIcpc"),
        new("T07", ReportToParentsBeforeRcpc, "reportToParentsBeforeRcpc"),
        new("T08", DecisionLetter, "decisionLetter"),
        new("T09", CoreGroupFirst, "cgFirst"),
        new("T10", ConferenceRecord, "conferenceRecord"),
        new("T11", CoreGroupSecond, "cgSecond"),
        new("T11", CoreGroupLaterBeforeFirstReview, "cgLaterBeforeFirstReview"),
        new("T11", CoreGroupLaterAfterFirstReview, "cgLaterAfterFirstReview"),
        new("T12", CoreGroupNotes, "cgNotes"),
        new("T13", RcpcFirst, "rcpcFirst"),
        new("T13", RcpcLater, "rcpcLater"),
        new("T15", Visit, "visitInterval"),
        new("T16", VisitCap, "visitCap"),
        new("T23", AssessmentCounterSign, "assessmentCounterSign"),
        new("T26", LongPlanAlerts, "longPlanAlerts"),
        new("T28", ConferenceOutcome, "conferenceOutcome"),
        new("T29", CinReview, "cinReviewFirst"),
        new("T34", EndNotification, "endNotification"),
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kinds that a core group meeting meets.</summary>
    public static IReadOnlyList<string> CoreGroupMeetings { get; } =
        [CoreGroupFirst, CoreGroupSecond, CoreGroupLaterBeforeFirstReview, CoreGroupLaterAfterFirstReview];

    public static IReadOnlyCollection<DeadlineKind> All => ByName.Values;

    /// <summary>Gets a kind by its name in the contract.</summary>
    /// <exception cref="DeadlineException">There is no such kind.</exception>
    public static DeadlineKind Get(string name) => ByName.GetValueOrDefault(name)
        ?? throw new DeadlineException($"There is no deadline of kind '{name}'. Known kinds: {string.Join(", ", ByName.Keys)}.");

}
