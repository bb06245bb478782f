using System.Net;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// Scenario S-J of the procedure: a weekend, no further action, an enquiry not substantiated, a conference without a plan.
/// </summary>
[Collection(StoriesCollection.Name)]
public sealed class StoryJTests(StoriesTold told)
{
    internal static readonly (string Name, Func<Scene, Task> Tell)[] Stories =
        [("J1", TellWeekendAsync), ("J2", TellNoPlanAsync), ("J2 on a Saturday", TellSaturdayAsync), ("J3", TellUnsubstantiatedAsync)];

    private const string NotInNeed = """{ "conclusion": "noFurtherAction", "reason": "No need.", "childSeen": true, "factors": ["18B"] }""";

    private static Step Referred(string child, string at, string decisionDue) =>
        new(
            At: at,
            By: School,
            Type: "ReferralReceived",
            Data: Referrals.Of(child, at),
            State: "Referred",
            Changes: [$"opened referralDecision-1 {decisionDue}"])
        {
            Key = child,
        };

    /// <summary>J2 as far as the enquiry: over Christmas, with the discussion held by the out-of-hours team on a Saturday.</summary>
    private static Step[] Enquiry(string child) =>
        [
            Referred(child, "2025-12-24T14:00:00Z", "2025-12-29"),
            new(
                At: "2025-12-24T16:00:00Z",
                By: Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "strategyDiscussion" }""",
                State: "StrategyPending",
                Changes: ["met referralDecision-1", "opened assessment-1 2026-03-02", "opened strategyDiscussion-1 2025-12-29"]),
            new(
                At: "2025-12-27T15:00:00Z",
                By: Manager,
                Type: "StrategyDiscussionHeld",
                Data: Data.EnquiryStarts,
                State: "Section47",
                Changes: ["met strategyDiscussion-1", "opened icpc-1 2026-01-19"]),
        ];

    private static Step[] ConferenceNeeded =>
        [
            new(
                At: "2026-01-07T15:00:00Z",
                By: SocialWorker,
                Type: "Section47Concluded",
                Data: Data.ConferenceNeeded,
                State: "ConferencePending"),
        ];

    [Fact]
    public void J1_ReferredOnASaturdayAndNoFurtherAction_ClosesWithoutCodeAndTakesNothingMore() => told.Check("J1");

    [Fact]
    public void J2_ConferenceWithoutPlanInTime_StepsDownToChildInNeed() => told.Check("J2");

    [Fact]
    public void J2_ConferenceWantedOnASaturday_IsRefusedAndNothingChanges() => told.Check("J2 on a Saturday");

    [Fact]
    public void J3_EnquiryNotSubstantiatedAndChildNotInNeed_ClosesWithRc7NotRc8() => told.Check("J3");

    private static async Task TellWeekendAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellAsync(
        [
            Referred("J1", "2025-12-20T11:00:00Z", "2025-12-22"),
            new(
                At: "2025-12-22T10:00:00Z",
                By: Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "noFurtherAction", "reason": "Known to be well.", "informReferrer": true }""",
                State: "Closed",
                Changes: ["met referralDecision-1"]),
        ]);

        var closed = (await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK).Body["closed"]!;
        Assert.Equal("2025-12-22 referralNoFurtherAction", $"{closed["on"]} {closed["outcome"]}");
        Assert.Null(closed["censusCode"]);
        var refused = await app.Api.RaiseAsync(story.CaseId, SocialWorker, "VisitMade", "2025-12-22", Data.HomeVisit, "later");
        refused.ExpectProblem(HttpStatusCode.Conflict, "event-not-allowed");
        Assert.Equal("Closed", refused.Value("state"));
    }

    private static async Task TellNoPlanAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellAsync([.. Enquiry("J2"), .. ConferenceNeeded]);
        await story.TellAsync(
        [
            new(
                At: "2026-01-16T14:00:00Z",
                By: Chair,
                Type: "ConferenceHeld",
                Data: Data.ChildInNeed,
                State: "StepDownCin",
                Changes:
                [
                    "met icpc-1",
                    "opened decisionLetter-1 2026-01-19",
                    "opened conferenceRecord-1 2026-02-06",
                    "opened cinReview-1 2026-02-13",
                ]),
        ]);

        Assert.Null((await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK).Body["plan"]);
    }

    private static async Task TellSaturdayAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellAsync([.. Enquiry("J2-saturday"), .. ConferenceNeeded]);
        var before = await CaseRecord.ReadAsync(app.Api, story.CasePath);

        var booked = await app.Api.RaiseAsync(
            story.CaseId, Support, "ConferenceBooked", "2026-01-07", Data.Booked("2026-01-17"), "saturday");
        booked.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.NotNull(booked.Body["errors"]!["/data/scheduledOn"]);

        await app.AtAsync("2026-01-17T15:00:00Z");
        var held = await app.Api.RaiseAsync(story.CaseId, Chair, "ConferenceHeld", "2026-01-17", Data.ChildInNeed, "held on saturday");
        held.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.NotNull(held.Body["errors"]!["/occurredOn"]);

        var after = await CaseRecord.ReadAsync(app.Api, story.CasePath);
        Assert.Equal("ConferencePending", after.State);
        // Only the clock went on: reminders of the conference, no event.
        Assert.All(after.Facts.Except(before.Facts), fact => Assert.Contains(" Reminder system ", fact, StringComparison.Ordinal));
    }

    private static async Task TellUnsubstantiatedAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellAsync(Enquiry("J3"));

        await story.TellAsync(
        [
            new(
                At: "2026-01-12T15:00:00Z",
                By: SocialWorker,
                Type: "Section47Concluded",
                State: "Assessing",
                Data: """{ "outcome": "notSubstantiated", "reason": "Accident.", "next": "assessment", "icpcNotRequired": true }""",
                Changes: ["cancelled icpc-1"]),
        ]);
        // The enquiry and the assessment did not begin together, so "no factor" contradicts the enquiry.
        var noFactor = await app.Api.RaiseAsync(
            story.CaseId,
            SocialWorker,
            "AssessmentSubmitted",
            "2026-01-12",
            """{ "conclusion": "noFurtherAction", "reason": "No need was found.", "factors": ["21"] }""",
            "factor 21");
        noFactor.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.NotNull(noFactor.Body["errors"]!["/data/factors"]);
        await story.TellAsync(
        [
            new(
                At: "2026-01-13T15:00:00Z", By: SocialWorker, Type: "AssessmentSubmitted", Data: NotInNeed, State: "Assessing",
                Changes: ["opened assessmentCounterSign-1 2026-01-16"]),
            new(
                At: "2026-01-14T15:00:00Z", By: Manager, Type: "AssessmentCounterSigned", State: "Closed",
                Changes: ["met assessmentCounterSign-1", "met assessment-1"]),
        ]);

        var closed = (await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK).Body["closed"]!;
        Assert.Equal("2026-01-14 RC7", $"{closed["on"]} {closed["censusCode"]}");
    }
}
