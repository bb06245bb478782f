using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Scenario S-A: neglect, everything on time, from a school's referral on Monday 2 February 2026 through plan and reviews to step-down,
/// closed on Friday 26 February 2027. Bank holidays on the way: 3 and 6 April, 4 and 25 May, 31 August, 25 and 28 December 2026, 1 January
/// 2027.
/// </summary>
internal static partial class StoryA
{
    public const string Begins = "2026-02-02T08:00:00Z";

    public static IReadOnlyList<Step> Steps { get; } = [.. ToConference, .. ToReview, .. ToStepDown, .. ToClosure];

    private static Step[] ToConference =>
        [
            new(
                At: "2026-02-02T10:15:00Z",
                By: School,
                Type: "ReferralReceived",
                Data: Referrals.Of("1001", "2026-02-02T10:15:00Z"),
                State: "Referred",
                Changes: ["opened referralDecision-1 2026-02-03"]),
            new(
                At: "2026-02-03T08:30:00Z",
                By: Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "assess", "informReferrer": true }""",
                State: "Assessing",
                Changes: ["met referralDecision-1", "opened assessment-1 2026-04-08"]),
            new(At: "2026-02-03T09:30:00Z", By: SocialWorker, Type: "AssessmentStarted", State: "Assessing"),
            new(
                At: "2026-02-04T11:00:00Z",
                By: School,
                Type: "NewConcern",
                Data: Data.SignificantHarm,
                State: "StrategyPending",
                Changes: ["opened strategyDiscussion-1 2026-02-05"]),
            new(
                At: "2026-02-05T10:00:00Z",
                By: Manager,
                Type: "StrategyDiscussionHeld",
                Data: Data.EnquiryStarts,
                State: "Section47",
                Changes: ["met strategyDiscussion-1", "opened icpc-1 2026-02-26"]),
            new(
                At: "2026-02-11T15:00:00Z",
                By: SocialWorker,
                Type: "Section47Concluded",
                Data: Data.ConferenceNeeded,
                State: "ConferencePending"),
            new(
                At: "2026-02-12T10:00:00Z",
                By: Support,
                Type: "ConferenceBooked",
                Data: Data.Booked("2026-02-24"),
                State: "ConferencePending",
                Changes: ["opened reportToParentsBeforeIcpc-1 2026-02-20"]),
            new(
                At: "2026-02-20T12:00:00Z",
                By: SocialWorker,
                Type: "ReportShared",
                Data: Data.ReportShared,
                State: "ConferencePending",
                Changes: ["met reportToParentsBeforeIcpc-1"]),
            new(
                At: "2026-02-24T14:00:00Z",
                By: Chair,
                Type: "ConferenceHeld",
                Data: Data.PlanMade,
                State: "OutlinePlan",
                Changes:
                [
                    "met icpc-1",
                    "opened decisionLetter-1 2026-02-25",
                    "opened conferenceRecord-1 2026-03-17",
                    "opened cgFirst-1 2026-03-10",
                    "opened visit-1 2026-03-10",
                    "opened visitCap-1 2026-03-24",
                    "opened rcpcFirst-1 2026-05-24",
                    "opened longPlanAlerts-1 2028-02-24",
                    "opened acceptance-1 2026-03-03",
                    "opened acceptance-2 2026-03-03",
                ]),
        ];

    private static Step[] ToReview =>
        [
            Letter("2026-02-25", 1, "OutlinePlan"),
            new(
                At: "2026-02-26T10:00:00Z",
                By: School,
                Type: "PlanAccepted",
                Data: Data.AgencyAccepts,
                State: "OutlinePlan",
                Changes: ["met acceptance-1"]),
            new(
                At: "2026-02-26T11:00:00Z",
                By: SocialWorker,
                Type: "PlanAccepted",
                Data: Data.ParentAccepts,
                State: "OutlinePlan",
                Changes: ["met acceptance-2"]),
            new(
                At: "2026-03-06T14:00:00Z",
                By: SocialWorker,
                Type: "CoreGroupHeld",
                Data: Data.FirstCoreGroup,
                State: "PlanActive",
                Changes:
                [
                    "met cgFirst-1",
                    "opened cgNotes-1 2026-03-13",
                    "opened cgSecond-1 2026-04-17",
                    "opened planAction-1 2026-03-20",
                    "opened planAction-2 2026-03-13",
                    "opened acceptance-3 2026-03-13",
                    "opened acceptance-4 2026-03-13",
                    "opened childVersionGiven-1 2026-03-13",
                ]),
            Visit("2026-03-09", 1, "2026-03-23", "2026-04-06", Data.SchoolVisit),
            new(
                At: "2026-03-10T10:00:00Z",
                By: School,
                Type: "PlanAccepted",
                Data: Data.AgencyAccepts,
                State: "PlanActive",
                Changes: ["met acceptance-3"]),
            new(
                At: "2026-03-10T15:00:00Z",
                By: SocialWorker,
                Type: "PlanExplained",
                Data: Data.ChildVersionGiven,
                State: "PlanActive",
                Changes: ["met childVersionGiven-1"]),
            new(
                At: "2026-03-10T16:00:00Z",
                By: SocialWorker,
                Type: "PlanAccepted",
                Data: Data.ParentAccepts,
                State: "PlanActive",
                Changes: ["met acceptance-4"]),
            new(
                At: "2026-03-11T10:00:00Z",
                By: SocialWorker,
                Type: "ActionCompleted",
                Data: """{ "actionId": "night-plan" }""",
                State: "PlanActive",
                Changes: ["met planAction-2"]),
            Notes("2026-03-12", 1),
            Record("2026-03-17", 1, "PlanActive"),
            new(
                At: "2026-03-18T12:00:00Z",
                By: School,
                Type: "ActionCompleted",
                Data: """{ "actionId": "breakfast-club" }""",
                State: "PlanActive",
                Changes: ["met planAction-1"]),
            Visit("2026-03-20", 2, "2026-04-07", "2026-04-17"),
            new(
                At: "2026-04-02T15:00:00Z",
                By: SocialWorker,
                Type: "AssessmentSubmitted",
                State: "PlanActive",
                Data: """
                { "conclusion": "childInNeed", "childSeen": true, "factors": ["18B"], "contributionsFrom": ["school", "health"] }
                """,
                Changes: ["opened assessmentCounterSign-1 2026-04-09"]),
            new(
                At: "2026-04-07T09:30:00Z",
                By: Manager,
                Type: "AssessmentCounterSigned",
                State: "PlanActive",
                Changes: ["met assessmentCounterSign-1", "met assessment-1"]),
            Visit("2026-04-07", 3, "2026-04-21", "2026-05-05"),
            CoreGroup("2026-04-15", "cgSecond-1", notes: 2, "2026-04-22", "cgLaterBeforeFirstReview-1 2026-05-27"),
            new(
                At: "2026-04-16T10:00:00Z",
                By: Support,
                Type: "ConferenceBooked",
                Data: Data.Booked("2026-05-20"),
                State: "PlanActive",
                Changes: ["opened reportToParentsBeforeRcpc-1 2026-05-13"]),
            Visit("2026-04-21", 4, "2026-05-06", "2026-05-19"),
            Notes("2026-04-22", 2),
            Visit("2026-05-05", 5, "2026-05-19", "2026-06-02"),
            Report("2026-05-13", 1),
            Visit("2026-05-19", 6, "2026-06-03", "2026-06-16"),
        ];
}
