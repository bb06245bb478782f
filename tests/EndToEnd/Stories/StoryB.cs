using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Scenario S-B: physical abuse, two failed visits, police, a review brought forward, looked after. The clocks go back on 26 October 2025.
/// The changes are those that the scenario is about; others happen beside them.
/// </summary>
internal static class StoryB
{
    private const string NoPolice =
        """
        { "agreedWith": ["school"], "coreGroupAgreed": true, "actions": ["Another visit with the school."],
          "conferenceConsidered": true, "conferenceReason": "Nobody opens the door." }
        """;

    public static IReadOnlyList<Step> ToConference { get; } =
    [
        new(
            At: "2025-09-01T09:00:00Z",
            By: Hospital,
            Type: "ReferralReceived",
            State: "Referred",
            Changes: ["opened referralDecision-1 2025-09-02"],
            Data: Referrals.Of("B1", "2025-09-01T09:00:00Z").Replace("\"2A\"", "\"3E\"", StringComparison.Ordinal)),
        new(
            At: "2025-09-02T09:00:00Z",
            By: Manager,
            Type: "ReferralDecision",
            Data: """{ "outcome": "strategyDiscussion" }""",
            State: "StrategyPending",
            Changes: ["met referralDecision-1", "opened strategyDiscussion-1 2025-09-03", "opened assessment-1 2025-11-03"]),
        new(
            At: "2025-09-03T10:00:00Z",
            By: Manager,
            Type: "StrategyDiscussionHeld",
            Data: Data.EnquiryStarts,
            State: "Section47",
            Changes: ["met strategyDiscussion-1", "opened icpc-1 2025-09-24"]),
        new(
            At: "2025-09-10T10:00:00Z",
            By: SocialWorker,
            Type: "Section47Concluded",
            Data: Data.ConferenceNeeded,
            State: "ConferencePending"),
        new(
            At: "2025-09-23T13:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            State: "OutlinePlan",
            Data: Data.PlanMade.Replace("\"NEG\"", "\"PHY\"", StringComparison.Ordinal)
                .Replace("2026-03-06", "2025-10-03", StringComparison.Ordinal)
                .Replace("2026-05-20", "2025-12-22", StringComparison.Ordinal),
            Changes: ["met icpc-1", "opened cgFirst-1 2025-10-07", "opened rcpcFirst-1 2025-12-23", "opened visit-1 2025-10-07"]),
    ];

    public static IReadOnlyList<Step> Plan { get; } =
    [
        new(At: "2025-09-24T13:00:00Z", By: Support, Type: "DecisionLetterSent", State: "OutlinePlan", Changes: ["met decisionLetter-1"]),
        Visit("2025-09-30T14:00:00Z", "OutlinePlan", "opened visit-2 2025-10-14"),
        new(
            At: "2025-10-03T13:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            State: "PlanActive",
            Data: Data.FirstCoreGroup.Replace("2026-04-15", "2025-11-12", StringComparison.Ordinal)
                .Replace("\"2026-05-27\"", "\"2025-12-17\"", StringComparison.Ordinal),
            Changes: ["met cgFirst-1", "opened cgNotes-1 2025-10-10", "opened cgSecond-1 2025-11-14"]),
        new(
            At: "2025-10-13T08:30:00Z",
            By: SocialWorker,
            Type: "CoreGroupNotesCirculated",
            State: "PlanActive",
            Changes: ["met cgNotes-1 3 days late"]),
        Visit(
            "2025-10-14T14:00:00Z",
            "PlanActive",
            "met visit-2",
            "met visitCap-2",
            "opened visit-3 2025-10-28",
            "opened visitCap-3 2025-11-11"),
        new(
            At: "2025-10-14T15:00:00Z",
            By: Support,
            Type: "ConferenceRecordIssued",
            State: "PlanActive",
            Changes: ["met conferenceRecord-1"]),
        new(
            At: "2025-10-28T11:00:00Z",
            By: SocialWorker,
            Type: "VisitFailed",
            Data: """{ "reason": "refused" }""",
            State: "PlanActive",
            Changes: ["opened failedVisitRetry-1 2025-10-29"]),
    ];

    public static Step SecondFailure { get; } = new(
        At: "2025-10-29T11:00:00Z", By: SocialWorker, Type: "VisitFailed", Data: """{ "reason": "noReply" }""", State: "PlanActive",
        Changes: ["met failedVisitRetry-1", "opened accessActionPlan-1 2025-10-30"]);

    /// <summary>The negative test of the scenario.</summary>
    public static Step WithoutPolice { get; } =
        new(At: "2025-10-30T10:00:00Z", By: SocialWorker, Type: "AccessActionPlanAgreed", Data: NoPolice, State: "PlanActive");

    public static Step WithPolice { get; } = WithoutPolice with
    {
        At = "2025-10-30T11:00:00Z",
        Key = "with the police",
        Data = NoPolice.Replace("[\"school\"]", "[\"police\", \"school\"]", StringComparison.Ordinal),
        Changes = ["met accessActionPlan-1", "opened earlyReviewDecision-1 2025-10-31"],
    };

    public static IReadOnlyList<Step> Emergency { get; } =
    [
        new(
            At: "2025-10-30T17:00:00Z",
            By: Police,
            Type: "PoliceProtectionTaken",
            Data: """{ "startedAt": "2025-10-30T16:30:00Z" }""",
            State: "PlanActive",
            Changes: ["opened policeProtection-1 2025-11-02", "opened strategyDiscussion-2 2025-10-31"]),
        new(
            At: "2025-10-31T14:30:00Z",
            By: Manager,
            Type: "EpoMade",
            Data: """{ "madeAt": "2025-10-31T14:00:00Z", "endsAt": "2025-11-08T12:00:00Z" }""",
            State: "PlanActive",
            Changes: ["met policeProtection-1", "opened emergencyProtectionOrder-1 2025-11-08"]),
        new(
            At: "2025-10-31T15:00:00Z",
            By: Manager,
            Type: "StrategyDiscussionHeld",
            State: "PlanActive",
            Changes: ["met strategyDiscussion-2"],
            Data: """
                { "attendees": ["csc", "police", "health"], "s47Initiated": false, "jointWithPolice": false,
                  "emergencyAction": "Emergency protection order." }
                """
        ),
        new(
            At: "2025-10-31T16:00:00Z",
            By: Chair,
            Type: "EarlyReviewDecided",
            Data: """{ "granted": true, "newOn": "2025-11-11" }""",
            State: "PlanActive",
            Changes: ["met earlyReviewDecision-1", "opened earlyReviewHeld-1 2025-11-14", "superseded rcpcFirst-1"]),
    ];

    public static IReadOnlyList<Step> ToCare { get; } =
    [
        new(At: "2025-11-06T12:30:00Z", By: Manager, Type: "OrderMade", Data: """{ "orderType": "interimCare" }""", State: "PlanActive"),
        new(
            At: "2025-11-06T13:00:00Z",
            By: Manager,
            Type: "EmergencyEnded",
            Data: """{ "endedAt": "2025-11-06T12:00:00Z" }""",
            State: "PlanActive",
            Changes: ["met emergencyProtectionOrder-1"]),
        new(
            At: "2025-11-06T14:00:00Z",
            By: SocialWorker,
            Type: "PlacementChanged",
            State: "PlanActive",
            Data: """{ "placement": "fosterCare", "therapeuticWorkContinues": true, "optionsExplored": "Grandmother asked; she is ill." }"""
        ),
        new(
            At: "2025-11-11T14:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            State: "LookedAfter",
            Data: Data.PlanEnds.Replace("childInNeed", "care", StringComparison.Ordinal)
                .Replace("Safe care for six months.", "Looked after.", StringComparison.Ordinal),
            Changes:
            [
                "met earlyReviewHeld-1",
                "cancelled visit-3",
                "cancelled visitCap-3",
                "cancelled cgSecond-1",
                "cancelled longPlanAlerts-1",
                "opened endNotification-1 2025-11-12",
            ]),
    ];

    private static Step Visit(string at, string state, params string[] changes) =>
        new(At: at, By: SocialWorker, Type: "VisitMade", Data: Data.HomeVisit, State: state, Changes: changes);
}
