namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>
/// The table of domain 2.3, typed: what a duty counts, under each profile. Below zero it counts backwards; null says that the profile has
/// no such thing.
/// </summary>
internal sealed class ModelPolicy
{
    private static readonly Dictionary<string, (int Amount, string Unit)?> England = new()
    {
        ["referralDecision"] = (1, "WD"),
        ["assessment"] = (45, "WD"),
        ["furtherAssessment"] = (45, "WD"),
        ["assessmentByFirstReview"] = null,
        ["strategyDiscussion"] = (1, "WD"),
        ["icpc"] = (15, "WD"),
        ["transferInConference"] = (15, "WD"),
        ["receivingConference"] = (15, "WD"),
        ["prebirthConference"] = (-42, "CD"),
        ["reportToParentsBeforeIcpc"] = (-2, "WD"),
        ["reportToParentsBeforeRcpc"] = (-5, "WD"),
        ["decisionLetter"] = (1, "WD"),
        ["conferenceRecord"] = (15, "WD"),
        ["conferenceOutcome"] = (1, "WD"),
        ["cgFirst"] = (10, "WD"),
        ["cgSecond"] = (6, "W"),
        ["cgLaterBeforeFirstReview"] = (6, "W"),
        ["cgLaterAfterFirstReview"] = (6, "W"),
        ["cgNotes"] = (5, "WD"),
        ["cgRescheduleConfirmation"] = (1, "WD"),
        ["rcpcFirst"] = (3, "M"),
        ["rcpcLater"] = (6, "M"),
        ["postBirthMeeting"] = (10, "CD"),
        ["postBirthMeetingUnfit"] = (20, "CD"),
        ["visit"] = (10, "WD"),
        ["visitCap"] = (28, "CD"),
        ["failedVisitRetry"] = (1, "WD"),
        ["accessActionPlan"] = (1, "WD"),
        ["difficultyMeeting"] = (3, "WD"),
        ["earlyReviewDecision"] = (1, "WD"),
        ["earlyReviewHeld"] = (10, "WD"),
        ["changeProposalAnswer"] = (10, "WD"),
        ["disputeStage1"] = (2, "WD"),
        ["disputeStage2"] = (5, "WD"),
        ["disputeStage3"] = (2, "WD"),
        ["disputeStage4"] = (5, "WD"),
        ["assessmentCounterSign"] = (3, "WD"),
        ["acceptance"] = (5, "WD"),
        ["adultRecordCopy"] = (5, "WD"),
        ["childVersionGiven"] = (5, "WD"),
        ["longPlanAlerts"] = (24, "M"),
        ["legalPlanningMeeting"] = (10, "WD"),
        ["legalPlanningMeetingUrgent"] = (10, "WD"),
        ["preProceedings"] = (16, "W"),
        ["careProceedings"] = (26, "W"),
        ["policeProtection"] = (72, "H"),
        ["emergencyProtectionOrder"] = (8, "CD"),
        ["cinReview"] = (20, "WD"),
        ["endNotification"] = (1, "WD"),
        ["eighteenReview"] = (-3, "M"),
        ["eighteenthBirthday"] = (0, "CD"),
        ["planAction"] = (0, "CD"),
        ["restrictionReview"] = (90, "CD"),
    };

    private static readonly Dictionary<string, ModelPolicy> All = new()
    {
        ["EN-WT2023"] = new([]),
        ["S0-GENERIC"] = new([]) { NotWorkingAsksForReview = false },
        ["S1-GUERNSEY"] = new(new()
        {
            ["cgFirst"] = (10, "CD"),
            ["assessmentByFirstReview"] = (3, "M"),
            ["legalPlanningMeetingUrgent"] = (1, "WD"),
            ["preProceedings"] = null,
            ["careProceedings"] = null,
            ["policeProtection"] = null,
            ["emergencyProtectionOrder"] = null,
        })
        { Calendar = ModelCalendar.Guernsey },
        ["S2-COUNCIL"] = new(new() { ["cgFirst"] = (2, "W") }),
        ["S3-SOUTHWEST"] = new(new() { ["cgLaterAfterFirstReview"] = (2, "M") }) { CountsFromFirstReview = true },
        ["S4-GREENWICH"] = new(
            new()
            {
                ["cgFirst"] = (2, "W"),
                ["cgSecond"] = (9, "W"),
                ["cgLaterBeforeFirstReview"] = (9, "W"),
                ["cgLaterAfterFirstReview"] = (9, "W"),
            })
        {
            NotWorkingAsksForReview = false,
        },
    };

    private readonly Dictionary<string, (int Amount, string Unit)?> own;

    private ModelPolicy(Dictionary<string, (int Amount, string Unit)?> own) => this.own = own;

    public ModelCalendar Calendar { get; private init; } = ModelCalendar.England;

    /// <summary>
    /// #56: the procedure says that a plan which does not work leads to a review, or that one is considered; not that it may.
    /// </summary>
    public bool NotWorkingAsksForReview { get; private init; } = true;

    /// <summary>#13, S3 alone: later of the first review and the previous core group.</summary>
    public bool CountsFromFirstReview { get; private init; }

    public static ModelPolicy Of(string profile) => All[profile];

    public (int Amount, string Unit)? For(string duty) => own.TryGetValue(duty, out var value) ? value : England[duty];
}
