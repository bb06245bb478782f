using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// The story of the council's procedure, S2: over Christmas, to a second review whose six months end on 30 September. The changes are those
/// it is about.
/// </summary>
internal static class StoryP2
{
    public static IReadOnlyList<Step> ToBooking { get; } = Enquiry("P2", "2012-11-03");

    /// <summary>A brother of eleven, whose conference is the same.</summary>
    public static IReadOnlyList<Step> Sibling { get; } = Enquiry("P2-sibling", "2014-11-03");

    public static IReadOnlyList<Step> ToReview { get; } =
    [
        new(
            At: "2026-01-05T12:00:00Z",
            By: SocialWorker,
            Type: "ReportShared",
            Data: Data.ReportShared,
            State: "ConferencePending",
            Changes: ["met reportToParentsBeforeIcpc-1"]),
        new(
            At: "2026-01-07T14:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            State: "OutlinePlan",
            Changes: ["met icpc-1", "opened cgFirst-1 2026-01-21", "opened rcpcFirst-1 2026-04-07"],
            Data: Data.PlanMade.Replace("2026-03-06", "2026-01-19", StringComparison.Ordinal)
                .Replace("2026-05-20", "2026-03-31", StringComparison.Ordinal)),
        new(
            At: "2026-01-19T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            State: "PlanActive",
            Changes: ["met cgFirst-1", "opened cgSecond-1 2026-03-02"],
            Data: Data.FirstCoreGroup.Replace("2026-04-15", "2026-03-02", StringComparison.Ordinal)),
        new(
            At: "2026-01-20T15:00:00Z",
            By: SocialWorker,
            Type: "VisitMade",
            Data: Data.SchoolVisit,
            State: "PlanActive",
            Changes: ["met visit-1"]),
        new(
            At: "2026-03-02T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            Data: Data.CoreGroup,
            State: "PlanActive",
            Changes: ["met cgSecond-1"]),
    ];

    public static Step FirstReview { get; } =
        new(
            At: "2026-03-31T13:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            Data: Data.PlanContinues,
            State: "PlanActive",
            Changes: ["met rcpcFirst-1", "opened rcpcLater-1 2026-09-30"]);

    public static IReadOnlyList<Step> ToStepDown { get; } =
    [
        new(
            At: "2026-09-29T13:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            Data: Data.PlanEnds,
            State: "StepDownCin",
            Changes: ["met rcpcLater-1", "opened cinReview-1 2026-10-27"]),
        new(
            At: "2026-10-01T13:00:00Z",
            By: SocialWorker,
            Type: "CinPlanEnded",
            Data: Data.NoMoreNeed,
            State: "Closed",
            Changes: ["cancelled cinReview-1"]),
    ];

    private static Step[] Enquiry(string child, string born) =>
        [
            new(
                At: "2025-12-08T10:00:00Z",
                By: School,
                Type: "ReferralReceived",
                State: "Referred",
                Changes: ["opened referralDecision-1 2025-12-09"],
                Data: Referrals
                    .Of(child, "2025-12-08T10:00:00Z")
                    .Replace("EN-WT2023", "S2-COUNCIL", StringComparison.Ordinal)
                    .Replace("2019-05-14", born, StringComparison.Ordinal))
            {
                Key = child,
            },
            new(
                At: "2025-12-09T10:00:00Z",
                By: Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "assess" }""",
                State: "Assessing",
                Changes: ["met referralDecision-1"]),
            new(
                At: "2025-12-11T10:00:00Z",
                By: School,
                Type: "NewConcern",
                Data: Data.SignificantHarm,
                State: "StrategyPending",
                Changes: ["opened strategyDiscussion-1 2025-12-12"]),
            new(
                At: "2025-12-12T10:00:00Z",
                By: Manager,
                Type: "StrategyDiscussionHeld",
                Data: Data.EnquiryStarts,
                State: "Section47",
                Changes: ["met strategyDiscussion-1", "opened icpc-1 2026-01-07"]),
            new(
                At: "2025-12-17T10:00:00Z",
                By: SocialWorker,
                Type: "Section47Concluded",
                Data: Data.ConferenceNeeded,
                State: "ConferencePending"),
        ];
}
