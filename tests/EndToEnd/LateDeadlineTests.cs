using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Nobody acts in time: what the case does by itself.</summary>
[Collection(StoriesCollection.Name)]
public sealed class LateDeadlineTests(StoriesTold told)
{
    internal static readonly (string Name, Func<Scene, Task> Tell)[] Stories =
        [("Nobody acts", NobodyActsAsync), ("Recorded late", RecordedLateAsync), ("Easter and the clocks", EasterAsync)];

    private const string Assess = """{ "outcome": "assess" }""";

    /// <summary>
    /// Pattern Short: reminder at nine on the due day, overdue at midnight, then 09:00 on the next working day, two and five working days
    /// on.
    /// </summary>
    private static readonly (string At, string Fact, string On, string Status, int Tier)[] Moments =
    [
        ("2026-02-03T09:00:00Z", "Reminder", "2026-02-03", "open", 0),
        ("2026-02-04T00:00:00Z", "Overdue", "2026-02-04", "overdue", 0),
        ("2026-02-04T09:00:00Z", "Escalation", "2026-02-04", "overdue", 1),
        ("2026-02-06T09:00:00Z", "Escalation", "2026-02-06", "overdue", 2),
        ("2026-02-11T09:00:00Z", "Escalation", "2026-02-11", "overdue", 3),
    ];

    [Fact]
    public void Deadline_NobodyActs_RemindsFallsOverdueAndEscalatesThenIsMetLate() => told.Check("Nobody acts");

    [Fact]
    public void Deadline_MetInTimeButRecordedLate_IsMetAndKeepsWhatFired() => told.Check("Recorded late");

    /// <summary>W2 of the procedure: 15 working days over Easter, and over the change of the clocks.</summary>
    [Fact]
    public void Deadline_AcrossEasterAndTheClockChange_FallsOverdueAtLocalMidnight() => told.Check("Easter and the clocks");

    private static async Task NobodyActsAsync(Scene app)
    {
        var story = await ReferredAsync(app, "late-1");

        for (var done = 1; done <= Moments.Length; done++)
        {
            var moment = Moments[done - 1];
            await app.AtAsync(moment.At);
            await CheckAsync(app, story, moment, done);
        }

        await app.AtAsync("2026-02-12T10:00:00Z");
        var outcome = (await app.Api.RaiseAsync(story.CaseId, Manager, "ReferralDecision", "2026-02-12", Assess, "late"))
            .Expect(HttpStatusCode.OK)
            .Body;

        Assert.Equal(["met referralDecision-1 9 days late", "opened assessment-1 2026-04-08"], Story.Changes(outcome));
        var deadline = await DeadlineAsync(app, story, "referralDecision-1");
        Assert.Equal(
            "metLate 2026-02-12 9 due 2026-02-03",
            $"{deadline["status"]} {deadline["metOn"]} {deadline["daysLate"]} due {deadline["dueOn"]}");
        await Until.TrueAsync(
            "the worklist has the assessment instead",
            async () => (await WorklistAsync(app, story)) is [{ } only] && only["deadlineId"]!.ToString() == "assessment-1");
    }

    private static async Task RecordedLateAsync(Scene app)
    {
        var story = await ReferredAsync(app, "late-2");

        await app.AtAsync("2026-02-06T12:00:00Z");
        var outcome = (await app.Api.RaiseAsync(story.CaseId, Manager, "ReferralDecision", "2026-02-03", Assess, "recorded late"))
            .Expect(HttpStatusCode.OK)
            .Body;

        Assert.Equal(["met referralDecision-1", "opened assessment-1 2026-04-08"], Story.Changes(outcome));
        var deadline = await DeadlineAsync(app, story, "referralDecision-1");
        Assert.Equal("met 2026-02-03 0", $"{deadline["status"]} {deadline["metOn"]} {deadline["daysLate"]}");
        Assert.Equal(4, deadline["checkpoints"]!.AsArray().Count(one => one!["firedAt"] is not null));
    }

    private static async Task EasterAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellAsync(
        [
            new(
                At: "2026-03-25T10:00:00Z",
                By: School,
                Type: "ReferralReceived",
                Data: Referrals.Of("W2", "2026-03-25T10:00:00Z"),
                State: "Referred",
                Changes: ["opened referralDecision-1 2026-03-26"]),
            new(
                At: "2026-03-25T12:00:00Z",
                By: Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "strategyDiscussion" }""",
                State: "StrategyPending",
                Changes: ["met referralDecision-1", "opened assessment-1 2026-06-02", "opened strategyDiscussion-1 2026-03-26"]),
            new(
                At: "2026-03-26T12:00:00Z", By: Manager, Type: "StrategyDiscussionHeld", Data: Data.EnquiryStarts, State: "Section47",
                Changes: ["met strategyDiscussion-1", "opened icpc-1 2026-04-20"]),
        ]);

        await app.AtAsync("2026-04-20T22:59:59Z");
        Assert.Equal("open", (await DeadlineAsync(app, story, "icpc-1"))["status"]!.ToString());
        await app.AtAsync("2026-04-21T08:00:00Z");

        var icpc = await DeadlineAsync(app, story, "icpc-1");
        Assert.Equal("overdue", icpc["status"]!.ToString());
        Assert.Equal(
            [
                "reminder 2026-04-13T08:00:00Z",
                "reminder 2026-04-16T08:00:00Z",
                "due 2026-04-20T23:00:00Z",
                "escalation 2026-04-21T08:00:00Z",
            ],
            icpc["checkpoints"]!.AsArray().Where(one => one!["firedAt"] is not null).Select(one => $"{one!["kind"]} {Utc(one["firedAt"])}")
        );
    }

    private static async Task<Story> ReferredAsync(Scene app, string child)
    {
        var story = app.NewCase();
        await story.TellAsync(
        [
            new(
                At: "2026-02-02T10:15:00Z",
                By: School,
                Type: "ReferralReceived",
                Data: Referrals.Of(child, "2026-02-02T10:15:00Z"),
                State: "Referred",
                Changes: ["opened referralDecision-1 2026-02-03"])
            {
                Key = child,
            },
        ]);
        return story;
    }

    private static async Task CheckAsync(
        Scene app, Story story, (string At, string Fact, string On, string Status, int Tier) moment, int done)
    {
        var fired = (await DeadlineAsync(app, story, "referralDecision-1"))["checkpoints"]!
            .AsArray()
            .Where(one => one!["firedAt"] is not null)
            .ToList();
        Assert.Equal(Moments[..done].Select(one => one.At), fired.Select(one => Utc(one!["firedAt"])));
        var facts = await app.Api.ListAsync($"{story.CasePath}/chronology");
        Assert.Equal(1 + done, facts.Count);
        Assert.Equal(
            $"{moment.Fact} {moment.On} system", $"{facts[^1]["type"]} {facts[^1]["occurredOn"]} {facts[^1]["actor"]!["subject"]}");
        await Until.TrueAsync(
            $"the worklist shows {moment.Status}, tier {moment.Tier} at {moment.At}",
            async () =>
                await WorklistAsync(app, story) is [{ } only]
                && $"{only["deadlineId"]} {only["status"]} {only["tier"]}" == $"referralDecision-1 {moment.Status} {moment.Tier}");
    }

    private static async Task<JsonNode> DeadlineAsync(Scene app, Story story, string id) =>
        (await app.Api.ListAsync($"{story.CasePath}/deadlines")).Single(deadline => deadline["id"]!.ToString() == id);

    private static async Task<IReadOnlyList<JsonNode>> WorklistAsync(Scene app, Story story) =>
        [.. (await app.Api.ListAsync("/api/worklist?team=north")).Where(line => line["caseId"]!.ToString() == story.CaseId)];

    private static string Utc(JsonNode? instant) =>
        DateTimeOffset
            .Parse(instant!.ToString(), CultureInfo.InvariantCulture)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
