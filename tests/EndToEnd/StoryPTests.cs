using System.Net;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>One story for each procedure that says something of its own (domain 7.3), over HTTP. Dates are the procedures' own.</summary>
[Collection(StoriesCollection.Name)]
public sealed class StoryPTests(StoriesTold told)
{
    internal static readonly (string Name, Func<Scene, Task> Tell)[] Stories =
    [
        ("P-0", TellGenericAsync),
        ("P-2", TellCouncilAsync),
        ("P-4", TellGreenwichAsync),
    ];

    [Fact]
    public void Generic_FromAnIncompleteRecordToAFurtherConferenceAskedFor_HasTheDatesOfTheStory() => told.Check("P-0");

    [Fact]
    public void Council_OverChristmasToTheSecondReview_HasTheDatesOfTheStory() => told.Check("P-2");

    [Fact]
    public void Greenwich_TwoYearsOnAPlan_HasTheDatesOfTheStory() => told.Check("P-4");

    private static async Task TellGenericAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellInPartAsync(StoryP0.ToConference);
        Assert.Contains("visitInterval", await MissingAsync(app, story));
        await story.TellInPartAsync(StoryP0.Weekly);
        Assert.DoesNotContain("visitInterval", await MissingAsync(app, story));

        await app.AtAsync("2026-02-09T10:00:00Z");
        var own = await app.Api.RaiseAsync(
            story.CaseId,
            SocialWorker with
            {
                Role = "TeamManager",
            },
            "AssessmentCounterSigned",
            "2026-02-09",
            "{ }",
            "own");
        Assert.Equal("S0-35", own.ExpectProblem(HttpStatusCode.Conflict, "event-not-allowed").Value("rule"));
        await story.TellInPartAsync(
            new Step(
                At: "2026-02-09T11:00:00Z",
                By: Manager,
                Type: "AssessmentCounterSigned",
                State: "PlanActive",
                Changes: ["met assessmentCounterSign-1"]),
            StoryP0.Grandmother,
            StoryP0.Arrest);
        // Manager and lead social worker decide together: not the manager alone.
        await story.RefusedAsync(Manager, "UnexpectedEventDecided", "2026-02-13", Joint(with: "mgr.1"), "/data/decidedWith");
        (await app.Api.RaiseAsync(story.CaseId, Manager, "UnexpectedEventDecided", "2026-02-13", Joint(with: "sw.1"), "joint")).Expect(
            HttpStatusCode.OK);
        await story.TellInPartAsync(StoryP0.Answers);

        var plan = (await app.Api.GetAsync($"{story.CasePath}/plan")).Expect(HttpStatusCode.OK).Body["content"]!;
        Assert.StartsWith("An earlier review", plan["consequencesOfNotKeepingToPlan"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("01632 960000", plan["contactForInformation"]!.ToString(), StringComparison.Ordinal);
        await story.LeaveAsync("2026-02-27T10:00:00Z", "school");
    }

    private static async Task TellCouncilAsync(Scene app)
    {
        var (story, sibling) = (app.NewCase(), app.NewCase());
        // Two children of one family, step by step.
        foreach (var (one, other) in StoryP2.ToBooking.Zip(StoryP2.Sibling))
        {
            await story.TellInPartAsync(one);
            await sibling.TellInPartAsync(other);
        }

        await app.AtAsync("2025-12-18T10:00:00Z");
        var involved = Data.Booked("2026-01-07").Replace("\"independent\": true", "\"independent\": false", StringComparison.Ordinal);
        await story.RefusedAsync(Support, "ConferenceBooked", "2025-12-18", involved, "/data/chair/independent");
        Assert.Contains(await BookAsync(app, story), warning => warning.Contains("or older on the day", StringComparison.Ordinal));
        Assert.DoesNotContain(await BookAsync(app, sibling), warning => warning.Contains("or older on the day", StringComparison.Ordinal));
        Assert.Equal("2026-01-05", (await story.DeadlineAsync("reportToParentsBeforeIcpc-1"))["dueOn"]!.ToString());
        (
            await app.Api.RaiseAsync(sibling.CaseId, Manager, "ChildDied", "2025-12-18", """{ "verifiedByCertificate": true }""", "end")
        ).Expect(HttpStatusCode.OK);

        await story.TellInPartAsync(StoryP2.ToReview);
        await app.AtAsync(StoryP2.FirstReview.At);
        var reviewed = await story.OutcomeAsync(StoryP2.FirstReview);
        Assert.Empty(StoryP2.FirstReview.Changes.Except(Story.Changes(reviewed)));
        Assert.Contains(reviewed["warnings"]!.AsArray(), warning => warning!.ToString().Contains("unannounced", StringComparison.Ordinal));
        await story.TellInPartAsync(StoryP2.ToStepDown);
        Assert.Equal("2026-09-29", (await story.ViewAsync())["plan"]!["endedOn"]!.ToString());
    }

    private static async Task TellGreenwichAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellInPartAsync(StoryP4.ToCoreGroup);
        Assert.Contains(
            "It is expected from Monday 29 April 2024 on",
            (await story.DeadlineAsync("cgSecond-1"))["explanation"]!.ToString(),
            StringComparison.Ordinal);
        var plan = (await app.Api.GetAsync($"{story.CasePath}/plan")).Expect(HttpStatusCode.OK).Body["content"]!;
        Assert.Equal("Child care while at work.", plan["needsOfParents"]![0]!["need"]!.ToString());
        await story.TellInPartAsync(StoryP4.Reviews);

        await story.TellInPartAsync(StoryP4.LegalPlanning);
        var alerts = (await story.DeadlineAsync("longPlanAlerts-1"))["checkpoints"]!
            .AsArray()
            .Where(one => one!["firedAt"] is not null)
            .Select(one => one!["firedAt"]!.ToString())
            .ToList();
        Assert.Subset(alerts.ToHashSet(), new HashSet<string> { "2025-12-05T09:00:00Z", "2026-03-05T09:00:00Z" });
        await story.RefusedAsync(
            Manager, "LegalPlanningHeld", "2026-03-06", StoryP4.Separation(optionsExplored: null), "/data/optionsExplored");
        var held = (
            await app.Api.RaiseAsync(
                story.CaseId, Manager, "LegalPlanningHeld", "2026-03-06", StoryP4.Separation("Grandmother and aunt were asked."), "held")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("accepted", held.Value("status"));
        (
            await app.Api.RaiseAsync(story.CaseId, Manager, "ProceedingsIssued", "2026-03-06", """{ "appliedFor": "care" }""", "issued")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("Proceedings", (await story.ViewAsync())["regions"]!["legal"]!.ToString());
        await story.LeaveAsync("2026-03-09T10:00:00Z", "school");
    }

    private static async Task<IEnumerable<string>> MissingAsync(Scene app, Story story) =>
        (await app.Api.GetAsync($"{story.CasePath}/plan")).Expect(HttpStatusCode.OK).Body["missing"]!
            .AsArray()
            .Select(one => one!["field"]!.ToString());

    private static async Task<IEnumerable<string>> BookAsync(Scene app, Story story) =>
        (await app.Api.RaiseAsync(story.CaseId, Support, "ConferenceBooked", "2025-12-18", Data.Booked("2026-01-07"), "book"))
            .Expect(HttpStatusCode.OK)
            .Body["warnings"]!
            .AsArray()
            .Select(one => one!.ToString());

    private static string Joint(string with) =>
        $$"""{ "decision": "coreGroup", "decidedWith": "{{with}}", "reason": "The core group meets on 16 March." }""";
}
