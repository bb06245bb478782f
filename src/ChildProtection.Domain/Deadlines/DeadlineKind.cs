using System.Collections.Frozen;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Deadlines;

/// <summary>A kind of deadline. Its parameter in the profile has the title, the responsible role and the pattern.</summary>
/// <param name="Timer">Number of the timer in the procedure: <c>T04</c>.</param>
/// <param name="Name">Name in the contract: <c>icpc</c>.</param>
/// <param name="Parameter">The profile's parameter it is counted with.</param>
public sealed record DeadlineKind(string Timer, string Name, string Parameter)
{
    /// <summary>The profile's parameter for the start of the expected window; null without a window.</summary>
    public string? EarliestParameter { get; init; }

    /// <summary>
    /// Role codes that are told when the duty begins, beside the responsible role. They include the first tier, so the due instant
    /// escalates to the second.
    /// </summary>
    public IReadOnlyList<string> ToldAtOnce { get; init; } = [];
}

/// <summary>The kinds of deadline that a case can open.</summary>
public static class DeadlineKinds
{
    public const string ReferralDecision = "referralDecision";
    public const string Assessment = "assessment";
    public const string AssessmentByFirstReview = "assessmentByFirstReview";
    public const string StrategyDiscussion = "strategyDiscussion";
    public const string Icpc = "icpc";
    public const string TransferInConference = "transferInConference";
    public const string PrebirthConference = "prebirthConference";
    public const string ReportToParentsBeforeIcpc = "reportToParentsBeforeIcpc";
    public const string ReportToParentsBeforeRcpc = "reportToParentsBeforeRcpc";
    public const string DecisionLetter = "decisionLetter";
    public const string CoreGroupFirst = "cgFirst";
    public const string ConferenceRecord = "conferenceRecord";
    public const string CoreGroupSecond = "cgSecond";
    public const string CoreGroupLaterBeforeFirstReview = "cgLaterBeforeFirstReview";
    public const string CoreGroupLaterAfterFirstReview = "cgLaterAfterFirstReview";
    public const string CoreGroupNotes = "cgNotes";
    public const string CoreGroupRescheduleConfirmation = "cgRescheduleConfirmation";
    public const string RcpcFirst = "rcpcFirst";
    public const string RcpcLater = "rcpcLater";
    public const string PlanAction = "planAction";
    public const string Visit = "visit";
    public const string VisitCap = "visitCap";
    public const string FailedVisitRetry = "failedVisitRetry";
    public const string AccessActionPlan = "accessActionPlan";
    public const string DifficultyMeeting = "difficultyMeeting";
    public const string DisputeStage1 = "disputeStage1";
    public const string DisputeStage2 = "disputeStage2";
    public const string DisputeStage3 = "disputeStage3";
    public const string DisputeStage4 = "disputeStage4";
    public const string EarlyReviewDecision = "earlyReviewDecision";
    public const string EarlyReviewHeld = "earlyReviewHeld";
    public const string ChangeProposalAnswer = "changeProposalAnswer";
    public const string AssessmentCounterSign = "assessmentCounterSign";
    public const string Acceptance = "acceptance";
    public const string ChildVersionGiven = "childVersionGiven";
    public const string AdultRecordCopy = "adultRecordCopy";
    public const string ReceivingConference = "receivingConference";
    public const string LongPlanAlerts = "longPlanAlerts";
    public const string EighteenthBirthday = "eighteenthBirthday";
    public const string EighteenReview = "eighteenReview";
    public const string ConferenceOutcome = "conferenceOutcome";
    public const string CinReview = "cinReview";
    public const string LegalPlanningMeeting = "legalPlanningMeeting";
    public const string PreProceedings = "preProceedings";
    public const string CareProceedings = "careProceedings";
    public const string PoliceProtection = "policeProtection";
    public const string EmergencyProtectionOrder = "emergencyProtectionOrder";
    public const string PostBirthMeeting = "postBirthMeeting";
    public const string EndNotification = "endNotification";
    public const string RestrictionReview = "restrictionReview";
    public const string Allocation = "allocation";
    public const string UnallocatedReview = "unallocatedReview";
    public const string UnallocatedTold = "unallocatedTold";
    public const string ConferenceConfirmed = "conferenceConfirmed";
    public const string NoConferenceObjection = "noConferenceObjection";

    private static readonly Dictionary<string, DeadlineKind> ByName = new DeadlineKind[]
    {
        new("T01", ReferralDecision, "referralDecision"),
        new("T02", Assessment, "assessment"),
        new("T02", AssessmentByFirstReview, "assessmentByFirstReview"),
        new("T03", StrategyDiscussion, "strategyDiscussion"),
        new("T04", Icpc, "icpc"),
        new("T05", TransferInConference, "transferInConference"),
        new("T06", PrebirthConference, "prebirthConferenceLatest"),
        new("T07", ReportToParentsBeforeIcpc, "reportToParentsBeforeIcpc"),
        new("T07", ReportToParentsBeforeRcpc, "reportToParentsBeforeRcpc"),
        new("T08", DecisionLetter, "decisionLetter"),
        new("T09", CoreGroupFirst, "cgFirst"),
        new("T10", ConferenceRecord, "conferenceRecord"),
        new("T11", CoreGroupSecond, "cgSecond") { EarliestParameter = "cgEarliest" },
        new("T11", CoreGroupLaterBeforeFirstReview, "cgLaterBeforeFirstReview") { EarliestParameter = "cgEarliest" },
        new("T11", CoreGroupLaterAfterFirstReview, "cgLaterAfterFirstReview") { EarliestParameter = "cgEarliest" },
        new("T12", CoreGroupNotes, "cgNotes"),
        new("T11", CoreGroupRescheduleConfirmation, "cgRescheduleConfirmation"),
        new("T13", RcpcFirst, "rcpcFirst"),
        new("T13", RcpcLater, "rcpcLater"),
        new("T14", PlanAction, "planAction"),
        new("T15", Visit, "visitInterval"),
        new("T16", VisitCap, "visitCap"),
        new("T17", FailedVisitRetry, "failedVisitRetry"),
        new("T18", AccessActionPlan, "accessActionPlan")
        {
            ToldAtOnce = [RoleCodes.TeamManager, RoleCodes.ConferenceChair, RoleCodes.CoreGroup],
        },
        new("T19", DifficultyMeeting, "difficultyMeeting"),
        new("T20", DisputeStage1, "disputeStage1"),
        new("T20", DisputeStage2, "disputeStage2"),
        new("T20", DisputeStage3, "disputeStage3"),
        new("T20", DisputeStage4, "disputeStage4"),
        new("T21", EarlyReviewDecision, "earlyReviewDecision"),
        new("T21", EarlyReviewHeld, "earlyReviewHeld"),
        new("T22", ChangeProposalAnswer, "changeProposalAnswer"),
        new("T23", AssessmentCounterSign, "assessmentCounterSign"),
        new("T24", Acceptance, "acceptance"),
        new("T24", ChildVersionGiven, "childVersionGiven"),
        new("T24", AdultRecordCopy, "adultRecordCopy"),
        new("T25", ReceivingConference, "transferInConference"),
        new("T26", LongPlanAlerts, "longPlanAlerts"),
        new("T27", EighteenthBirthday, "eighteenthBirthday"),
        new("T27", EighteenReview, "eighteenReview"),
        new("T28", ConferenceOutcome, "conferenceOutcome"),
        new("T29", CinReview, "cinReviewFirst"),
        new("T30", LegalPlanningMeeting, "legalPlanningMeeting"),
        new("T31", PreProceedings, "preProceedingsMax"),
        new("T31", CareProceedings, "careProceedingsMax"),
        new("T32", PoliceProtection, "policeProtectionMax"),
        new("T32", EmergencyProtectionOrder, "epoMax"),
        new("T33", PostBirthMeeting, "rcpcAfterBirth"),
        new("T34", EndNotification, "endNotification"),
        new("T36", RestrictionReview, "restrictionReview"),
        new("T37", Allocation, "allocation"),
        new("T38", UnallocatedReview, "unallocatedReview"),
        new("T39", UnallocatedTold, "unallocatedTold"),
        new("T40", ConferenceConfirmed, "conferenceConfirmed"),
        new("T41", NoConferenceObjection, "noConferenceObjection"),
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kinds that an initial conference of any type meets.</summary>
    public static IReadOnlyList<string> InitialConferences { get; } = [Icpc, TransferInConference, PrebirthConference];

    /// <summary>The kinds that run while nobody leads the case; not every profile has them.</summary>
    public static IReadOnlyList<string> WhileUnallocated { get; } = [Allocation, UnallocatedReview, UnallocatedTold];

    /// <summary>The kinds that a core group meeting meets.</summary>
    public static IReadOnlyList<string> CoreGroupMeetings { get; } =
        [CoreGroupFirst, CoreGroupSecond, CoreGroupLaterBeforeFirstReview, CoreGroupLaterAfterFirstReview];

    /// <summary>The kinds that stay owed when the case closes: papers for people, and the review of a restriction.</summary>
    public static IReadOnlySet<string> KeptAtClosure { get; } =
        FrozenSet.Create(DecisionLetter, ConferenceRecord, CoreGroupNotes, EndNotification, RestrictionReview);

    /// <summary>The kinds that are not done when they are late and what they belong to ends: T08, T10, T12, T24.</summary>
    public static IReadOnlySet<string> NotDoneWhenLate { get; } =
        FrozenSet.Create(DecisionLetter, ConferenceRecord, CoreGroupNotes, Acceptance, ChildVersionGiven, AdultRecordCopy);

    /// <summary>The stages of a dispute, first to last.</summary>
    public static IReadOnlyList<string> DisputeStages { get; } = [DisputeStage1, DisputeStage2, DisputeStage3, DisputeStage4];

    public static IReadOnlyCollection<DeadlineKind> All => ByName.Values;

    /// <summary>Gets a kind by its name in the contract.</summary>
    /// <exception cref="DeadlineException">There is no such kind.</exception>
    public static DeadlineKind Get(string name) => ByName.GetValueOrDefault(name)
        ?? throw new DeadlineException($"There is no deadline of kind '{name}'. Known kinds: {string.Join(", ", ByName.Keys)}.");

}
