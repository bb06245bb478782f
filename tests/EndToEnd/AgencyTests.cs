using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd;

/// <summary>Agencies that have nothing but HTTP and a key send what they know, and hear what they need (F08, F09, F10, F24).</summary>
public sealed class AgencyTests(PlanActiveTold told, ITestOutputHelper output) : InstallationTest(output), IClassFixture<PlanActiveTold>
{
    private const string Visit = """{ "occurredOn": "2026-03-06", "data": { "place": "school", "childSeen": true } }""";
    private const string Concern =
        """{ "occurredOn": "2026-03-06", "data": { "significantHarm": false, "concern": "Came without a coat." } }""";

    [Fact]
    public async Task Messages_OfListedAgencies_HaveOneEffectHoweverOftenTheyCome()
    {
        var (app, story) = (told.App, told.Story);
        var school = new BusPlayer(app.Api, "school");
        await school.SendAsync(story.CaseId, "VisitMade", Visit, "visit-1");
        for (var copy = 2; copy <= 5; copy++)
            await school.SendAsync(story.CaseId, "VisitMade", Visit, "visit-1", messageId: $"copy-{copy}");
        await school.SendAsync("child/C-1001", "NewConcern", Concern, "concern-1");
        await new BusPlayer(app.Api, "police").SendAsync(story.CaseId, "NewConcern", Concern, "concern-1");

        await Until.TrueAsync("both concerns are recorded", async () => (await FactsAsync(app, story, "NewConcern")).Count == 3);
        await app.Api.AdvanceToAsync("2026-03-06T15:30:00Z");
        var visit = Assert.Single(await FactsAsync(app, story, "VisitMade"), fact => fact["eventId"]!.ToString() == "visit-1");
        Assert.Equal(("agency/school", "school"), (visit["actor"]!["subject"]!.ToString(), visit["actor"]!["agency"]!.ToString()));
        Assert.Empty(await LettersAsync(app));
    }

    [Fact]
    public async Task Messages_ThatCannotBeUsed_AreDeadLettersWithTheirReasonAndHoldUpNobody()
    {
        var (app, story) = (told.App, told.Story);
        var (school, police, health) = (
            new BusPlayer(app.Api, "school"), new BusPlayer(app.Api, "police"), new BusPlayer(app.Api, "health"));
        var before = (await FactsAsync(app, story)).Count;
        await police.SendAsync(story.CaseId, "VisitMade", Visit, "forged", source: "agency/school");
        await health.SendAsync(story.CaseId, "VisitMade", Visit, "not-party");
        await school.SendAsync("child/C-404", "VisitMade", Visit, "unknown-child");
        await school.SendAsync(story.CaseId, "Nonsense", Visit, "unknown-type");
        await school.SendAsync(
            story.CaseId, "ReportShared", """{ "occurredOn": "2026-03-06", "data": { "sharedWith": ["parents"] } }""", "too-early");
        await school.SendAsync(story.CaseId, "VisitMade", """{ "occurredOn": "2026-03-06", "data": {} }""", "invalid");
        await school.SendRawAsync([0xFF, 0xFE, 0x7B], story.CaseId, "poison-1");
        await school.SendRawAsync(Encoding.UTF8.GetBytes(new string('[', 10_000)), story.CaseId, "poison-2");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => police.TrespassAsync("school"));
        await school.SendAsync(story.CaseId, "VisitMade", Visit, "good");

        await Until.TrueAsync("the good one is recorded", async () => (await FactsAsync(app, story)).Count == before + 1);
        await Until.TrueAsync("all others are dead letters", async () => (await LettersAsync(app)).Count == 8);
        Assert.Equal(
            [
                "event-not-allowed",
                "invalid-json",
                "invalid-json",
                "not-permitted",
                "not-permitted",
                "unknown-case",
                "unknown-type",
                "validation",
            ],
            (await LettersAsync(app)).Select(letter => letter["reason"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.All(
            await school.ReceiveAsync(), told => Assert.DoesNotContain("not-permitted", told.ToJsonString(), StringComparison.Ordinal));

        await CorrectAsync(app, story, (await LettersAsync(app)).Single(letter => letter["reason"]!.ToString() == "validation"));
        await Until.TrueAsync("the corrected one is recorded", async () => (await FactsAsync(app, story)).Count == before + 2);
        var redriven = Assert.Single(
            (await FactsAsync(app, story)).Single(fact => fact["eventId"]?.ToString() == "invalid")["redriven"]!.AsArray())!;
        Assert.Equal(
            (People.Manager.Subject, People.Administrator.Subject), (redriven["by"]!.ToString(), redriven["agreedBy"]!.ToString()));
        foreach (var letter in await LettersAsync(app))
            (
                await app.Api.PostAsync(
                    $"/api/dead-letters/{letter["id"]}", People.Administrator, """{ "action": "discard", "reason": "test" }""")
            ).Expect(HttpStatusCode.OK);
        Assert.Empty(await LettersAsync(app));
        (await app.Api.GetAsync("/api/dead-letters", People.SocialWorker)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public void Notifications_OfThePlan_ReachEachAgencyOnceAndSayNoMoreThanItNeeds()
    {
        Assert.Equal(
            ["ConferenceDecision", "CoreGroupNotesDue", "PlanMade", "PlanPublished", "ReferralOutcome"], Kinds(told.Received["school"]));
        Assert.Equal(["ConferenceDecision"], Kinds(told.Received["police"]));
        Assert.Empty(told.Received["health"]);
        Assert.All(told.Received.Values.SelectMany(received => received), one =>
        {
            Assert.Equal((told.Story.CaseId, "C-1001"), (one["subject"]!.ToString(), one["data"]!["child"]!.ToString()));
            Assert.DoesNotContain("Example", one.ToJsonString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Referral_ByMessage_OpensACaseAndTheAgencyMayReportOn()
    {
        var app = told.App;
        var school = new BusPlayer(app.Api, "school");
        const string referral = """
            { "occurredOn": "2026-03-05", "data": { "referralSource": "2A", "concern": "Bruises.", "team": "north",
              "child": { "localId": "C-77", "givenName": "Robin", "familyName": "Seventyseven", "dateOfBirth": "2019-05-14" } } }
            """;
        await school.SendAsync("child/C-77", "ReferralReceived", referral, "referral-1");
        await school.SendAsync("child/C-77", "ReferralReceived", referral, "referral-1", messageId: "again");
        await school.SendAsync("child/C-77", "NewConcern", Concern, "concern-1");
        var opened = await Until.FoundAsync(
            "the case is open", async () => (await app.Api.ListAsync("/api/cases?q=C-77")).SingleOrDefault());
        var story = opened["caseId"]!.ToString();
        await Until.TrueAsync(
            "the concern is recorded", async () => (await app.Api.ListAsync($"/api/cases/{story}/chronology")).Count == 2);
        var deadline = Assert.Single(await app.Api.ListAsync($"/api/cases/{story}/deadlines"));
        Assert.Equal(("referralDecision-1", "2026-03-06"), (deadline["id"]!.ToString(), deadline["dueOn"]!.ToString()));
        Assert.Empty(await LettersAsync(app));
    }

    [Fact]
    public async Task TransferIn_ByMessage_OpensACaseOnceWithItsConference()
    {
        var (api, devon) = (told.App.Api, new BusPlayer(told.App.Api, PlanActiveTold.Authority));
        const string notice = """
            { "occurredOn": "2026-03-05", "data": { "fromAuthority": "authority-devon", "team": "north", "planStartedOn": "2025-11-03",
              "categories": ["NEG"],
              "child": { "localId": "C-88", "givenName": "Robin", "familyName": "Eightyeight", "dateOfBirth": "2019-05-14", "sex": "F" } } }
            """;
        var letters = (await LettersAsync(told.App)).Count;
        await devon.SendAsync("child/C-88", "TransferInNotified", notice, "transfer-1");
        await devon.SendAsync("child/C-88", "TransferInNotified", notice, "transfer-1", messageId: "again");
        await new BusPlayer(api, "school").SendAsync("child/C-88", "TransferInNotified", notice, "not theirs");
        await Until.TrueAsync("the school's notice is a dead letter", async () => (await LettersAsync(told.App)).Count == letters + 1);
        var refused = (await LettersAsync(told.App))[^1];
        Assert.Equal("not-permitted", refused["reason"]!.ToString());
        (
            await api.PostAsync($"/api/dead-letters/{refused["id"]}", People.Administrator, """{ "action": "discard", "reason": "test" }""")
        ).Expect(HttpStatusCode.OK);

        var opened = Assert.Single(await api.ListAsync("/api/cases?q=C-88"));
        Assert.Equal("ConferencePending", opened["state"]!.ToString());
        var path = $"/api/cases/{opened["caseId"]}";
        Assert.Equal(
            "transferInConference-1 2026-03-26",
            Assert.Single((await api.ListAsync($"{path}/deadlines")).Select(one => $"{one["id"]} {one["dueOn"]}")));
        Assert.Equal(
            "TransferInNotified agency/authority-devon",
            Assert.Single((await api.ListAsync($"{path}/chronology")).Select(fact => $"{fact["type"]} {fact["actor"]!["subject"]}")));
    }

    [Theory]
    [InlineData(20260202)]
    public async Task Notifications_AcrossKills_AreReceivedExactlyOnce(int seed)
    {
        const int events = 8;
        var app = await InstallAsync(StoryA.Begins);
        var story = await PlanActiveTold.TellAsync(app);
        var random = new Random(seed);
        for (var number = 1; number <= events; number++)
        {
            var data = $$"""{ "scheduledOn": "2026-04-{{10 + number}}" }""";
            await InterruptAsync(
                app,
                app.Api.RaiseAsync(story.CaseId, People.SocialWorker, "CoreGroupBooked", "2026-03-06", data, $"booked-{number}"),
                TimeSpan.FromMilliseconds(random.Next(60)));
            await app.StartAppAsync();
            await Until.TrueAsync(
                $"event {number} is decided",
                async () =>
                    (
                        await app.Api.RaiseAsync(
                            story.CaseId, People.SocialWorker, "CoreGroupBooked", "2026-03-06", data, $"booked-{number}")
                    ).Status == HttpStatusCode.OK);
        }

        // What a kill left to the sweep comes within its minute.
        List<JsonNode> received = [];
        var school = new BusPlayer(app.Api, "school");
        await Until.TrueAsync(
            "every invitation has come",
            async () =>
            {
                received.AddRange(
                    (await school.ReceiveAsync()).Where(told =>
                        told["type"]!.ToString().Contains("CoreGroupInvitation", StringComparison.Ordinal)));
                return received.Select(told => told["id"]!.ToString()).Distinct().Count() >= events;
            },
            TimeSpan.FromMinutes(3));
        Assert.Equal(
            Enumerable.Range(1, events).Select(number => $"2026-04-{10 + number}"),
            received.Select(told => told["data"]!["scheduledOn"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            await school.ReceiveAsync(), told => told["type"]!.ToString().Contains("CoreGroupInvitation", StringComparison.Ordinal));
    }

    private static async Task InterruptAsync(Installation app, Task request, TimeSpan patience)
    {
        await Task.WhenAny(request, Task.Delay(patience, TimeProvider.System));
        await app.KillAppAsync();
        await request.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
    }

    /// <summary>The case's manager reads what the school sent and says what it meant; an administrator agrees.</summary>
    private static async Task CorrectAsync(Installation app, Story story, JsonNode letter)
    {
        var path = $"/api/dead-letters/{letter["id"]}";
        var sent = JsonNode.Parse((await app.Api.GetAsync(path + "/content", People.Manager)).Expect(HttpStatusCode.OK).Value("body"))!;
        Assert.Equal(story.CaseId, sent["subject"]!.ToString());
        sent["data"] = JsonNode.Parse(Visit);
        var wanted = new JsonObject { ["action"] = "redrive", ["reason"] = "The school left out the visit.", ["body"] = sent };
        (await app.Api.PostAsync(path, People.Manager, wanted.ToJsonString())).Expect(HttpStatusCode.Accepted);
        var shown = (await app.Api.GetAsync(path, People.Administrator)).Expect(HttpStatusCode.OK);
        var agreed = new JsonObject
        {
            ["action"] = "agree",
            ["reason"] = "They rang.",
            ["proposal"] = shown.Body["correction"]!["proposal"]!.DeepClone(),
        };
        (await app.Api.PostAsync(path, People.Administrator, agreed.ToJsonString())).Expect(HttpStatusCode.OK);
        (await app.Api.GetAsync(path, People.Administrator)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task<IReadOnlyList<JsonNode>> FactsAsync(Installation app, Story story, string? type = null) =>
        [.. (await app.Api.ListAsync($"{story.CasePath}/chronology")).Where(fact => type is null || fact["type"]!.ToString() == type)];

    private static Task<IReadOnlyList<JsonNode>> LettersAsync(Installation app) =>
        app.Api.ListAsync("/api/dead-letters", People.Administrator);

    private static IEnumerable<string> Kinds(IEnumerable<JsonNode> told) =>
        told.Select(one => one["type"]!.ToString().Split('.')[3]).Order(StringComparer.Ordinal);
}
