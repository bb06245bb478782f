using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Scenario S-A: neglect, everything on time, from a school's referral on Monday 2 February 2026 through plan and reviews to step-down,
/// closed on Friday 26 February 2027. Bank holidays on the way: 3 and 6 April, 4 and 25 May, 31 August, 25 and 28 December 2026, 1 January
/// 2027.
/// </summary>
internal static class StoryA
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
                Data: """{ "conclusion": "childInNeed", "childSeen": true, "factors": ["18B"], "contributionsFrom": ["school", "health"] }""",
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

    private static Step[] ToStepDown =>
        [
            new(
                At: "2026-05-20T14:00:00Z",
                By: Chair,
                Type: "ConferenceHeld",
                Data: Data.PlanContinues,
                State: "PlanActive",
                Changes:
                [
                    "met rcpcFirst-1",
                    "opened decisionLetter-2 2026-05-21",
                    "opened conferenceRecord-2 2026-06-11",
                    "opened rcpcLater-1 2026-11-20",
                ]),
            Letter("2026-05-21", 2, "PlanActive"),
            CoreGroup("2026-05-27", "cgLaterBeforeFirstReview-1", notes: 3, "2026-06-03", "cgLaterAfterFirstReview-1 2026-07-08"),
            Visit("2026-06-02", 7, "2026-06-16", "2026-06-30"),
            Notes("2026-06-03", 3),
            Record("2026-06-11", 2, "PlanActive"),
            Visit("2026-06-16", 8, "2026-06-30", "2026-07-14"),
            Visit("2026-06-30", 9, "2026-07-14", "2026-07-28"),
            CoreGroup("2026-07-08", "cgLaterAfterFirstReview-1", notes: 4, "2026-07-15", "cgLaterAfterFirstReview-2 2026-08-19"),
            Visit("2026-07-14", 10, "2026-07-28", "2026-08-11"),
            Notes("2026-07-15", 4),
            Visit("2026-07-28", 11, "2026-08-11", "2026-08-25"),
            Visit("2026-08-11", 12, "2026-08-25", "2026-09-08"),
            CoreGroup("2026-08-19", "cgLaterAfterFirstReview-2", notes: 5, "2026-08-26", "cgLaterAfterFirstReview-3 2026-09-30"),
            Visit("2026-08-25", 13, "2026-09-09", "2026-09-22"),
            Notes("2026-08-26", 5),
            Visit("2026-09-08", 14, "2026-09-22", "2026-10-06"),
            Visit("2026-09-22", 15, "2026-10-06", "2026-10-20"),
            CoreGroup("2026-09-30", "cgLaterAfterFirstReview-3", notes: 6, "2026-10-07", "cgLaterAfterFirstReview-4 2026-11-11"),
            new(
                At: "2026-10-01T10:00:00Z",
                By: Support,
                Type: "ConferenceBooked",
                Data: Data.Booked("2026-11-17"),
                State: "PlanActive",
                Changes: ["opened reportToParentsBeforeRcpc-2 2026-11-10"]),
            Visit("2026-10-06", 16, "2026-10-20", "2026-11-03"),
            Notes("2026-10-07", 6),
            Visit("2026-10-20", 17, "2026-11-03", "2026-11-17"),
            Visit("2026-11-03", 18, "2026-11-17", "2026-12-01"),
            Report("2026-11-10", 2),
            CoreGroup("2026-11-11", "cgLaterAfterFirstReview-4", notes: 7, "2026-11-18", "cgLaterAfterFirstReview-5 2026-12-23"),
            Notes("2026-11-16", 7),
        ];

    private static Step[] ToClosure =>
        [
            new(
                At: "2026-11-17T14:00:00Z",
                By: Chair,
                Type: "ConferenceHeld",
                Data: Data.PlanEnds,
                State: "StepDownCin",
                Changes:
                [
                    "met rcpcLater-1",
                    "cancelled cgLaterAfterFirstReview-5",
                    "cancelled visit-19",
                    "cancelled visitCap-19",
                    "cancelled longPlanAlerts-1",
                    "opened decisionLetter-3 2026-11-18",
                    "opened conferenceRecord-3 2026-12-08",
                    "opened endNotification-1 2026-11-18",
                    "opened cinReview-1 2026-12-15",
                ]),
            Letter("2026-11-18", 3, "StepDownCin"),
            new(At: "2026-11-18T15:30:00Z", By: Support, Type: "EndNoticesSent", State: "StepDownCin", Changes: ["met endNotification-1"]),
            Record("2026-12-08", 3, "StepDownCin"),
            CinReview("2026-12-15", 1, "2027-01-15"),
            CinReview("2027-01-15", 2, "2027-02-12"),
            CinReview("2027-02-12", 3, "2027-03-12"),
            new(At: "2027-02-26T15:00:00Z", By: SocialWorker, Type: "CinPlanEnded", State: "Closed", Changes: ["cancelled cinReview-4"]),
        ];

    private static Step Visit(string on, int number, string next, string cap, string data = Data.HomeVisit) =>
        new(
            At: $"{on}T16:00:00Z",
            By: SocialWorker,
            Type: "VisitMade",
            Data: data,
            State: "PlanActive",
            Changes:
            [
                $"met visit-{number}",
                $"met visitCap-{number}",
                $"opened visit-{number + 1} {next}",
                $"opened visitCap-{number + 1} {cap}",
            ]);

    private static Step CoreGroup(string on, string meets, int notes, string notesDue, string opens) =>
        new(
            At: $"{on}T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            Data: Data.CoreGroup,
            State: "PlanActive",
            Changes: [$"met {meets}", $"opened cgNotes-{notes} {notesDue}", $"opened {opens}"]);

    private static Step Notes(string on, int number) =>
        new(
            At: $"{on}T12:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupNotesCirculated",
            State: "PlanActive",
            Changes: [$"met cgNotes-{number}"]);

    private static Step Report(string on, int number) =>
        new(
            At: $"{on}T12:00:00Z",
            By: SocialWorker,
            Type: "ReportShared",
            Data: Data.ReportShared,
            State: "PlanActive",
            Changes: [$"met reportToParentsBeforeRcpc-{number}"]);

    private static Step Letter(string on, int number, string state) =>
        new(At: $"{on}T15:00:00Z", By: Support, Type: "DecisionLetterSent", State: state, Changes: [$"met decisionLetter-{number}"]);

    private static Step Record(string on, int number, string state) =>
        new(At: $"{on}T15:00:00Z", By: Support, Type: "ConferenceRecordIssued", State: state, Changes: [$"met conferenceRecord-{number}"]);

    private static Step CinReview(string on, int number, string next) =>
        new(
            At: $"{on}T11:00:00Z",
            By: SocialWorker,
            Type: "CinPlanReviewed",
            State: "StepDownCin",
            Changes: [$"met cinReview-{number}", $"opened cinReview-{number + 1} {next}"]);
}
