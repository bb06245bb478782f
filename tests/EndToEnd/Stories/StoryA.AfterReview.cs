using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>From the first review to the end.</summary>
internal static partial class StoryA
{
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
            new(
                At: "2027-02-26T15:00:00Z",
                By: SocialWorker,
                Type: "CinPlanEnded",
                Data: Data.NoMoreNeed,
                State: "Closed",
                Changes: ["cancelled cinReview-4"]),
        ];
}
