using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// Scenario S-D of the procedure over HTTP: three children, one conference, a decision for each. Dates are the procedure's own.
/// </summary>
[Collection(StoriesCollection.Name)]
public sealed class StoryDTests(StoriesTold told)
{
    internal const string Name = "S-D";

    private const string Attended = """
        "chair": { "id": "chair.1", "independent": true },
        "attendance": [ { "agency": "csc", "present": true }, { "agency": "police", "present": true },
          { "agency": "school", "present": true } ]
        """;

    private const string Plan = """
        "decision": "plan", "leadSocialWorker": { "id": "sw.1", "name": "Sam Walker", "qualified": true, "identifiedBy": "mgr.1" },
        "coreGroup": [ { "person": "Toni Teach", "role": "teacher", "agency": "school", "kind": "professional" } ],
        "firstCoreGroupOn": "2026-05-05", "coreGroupFrequency": { "value": 6, "unit": "weeks" },
          "visitInterval": { "value": 10, "unit": "workingDays" }, "reviewOn": "2026-07-14"
        """;

    [Fact]
    public void WholeStory_OneConferenceForThreeChildren_EachHasItsOwnDecisionAndDates() => told.Check(Name);

    internal static async Task TellAsync(Scene app)
    {
        await app.AtAsync("2026-03-16T09:00:00Z");
        string[] cases =
        [
            await ReferAsync(app, "D1", "2012-11-03"),
            await ReferAsync(app, "D2", "2017-06-01"),
            await ReferAsync(app, "D3", "2023-04-04"),
        ];
        await ToEnquiryAsync(app, cases);
        await AdjournedAsync(app, cases);

        await app.AtAsync("2026-04-22T14:00:00Z");
        var unknown = Guid.NewGuid().ToString("D");
        var held = Group(
            "ConferenceHeld",
            "2026-04-22",
            $$"""{ "conferenceType": "initial", {{Attended}} }""",
            (cases[0], $$"""{ "categories": ["EMO"], {{Plan}} }"""),
            (cases[1], $$"""{ "categories": ["EMO", "PHY"], {{Plan}} }"""),
            (cases[2], """{ "decision": "childInNeed" }"""),
            (unknown, "{ }"),
            ("CP/2026#1", "{ }"));
        // Another chair who types it in says so, for each child.
        var typed = await RaiseAsync(app, new Person("chair.2", "Cleo Vale", "ConferenceChair"), held, "typed");
        Assert.Equal(
            ["422 /data/recordedFor", "422 /data/recordedFor", "422 /data/recordedFor"],
            Items(typed).Take(3).Select(item => $"{item["status"]} {item["problem"]!["errors"]!.AsObject().Single().Key}"));

        var outcome = await RaiseAsync(app, Chair, held, "held");
        Assert.Equal(
            ["200 OutlinePlan", "200 OutlinePlan", "200 StepDownCin", "404 ", "404 "],
            Items(outcome).Select(item => $"{item["status"]} {item["outcome"]?["state"]}"));
        Assert.Equal("urn:childprotection:problem:not-found", Items(outcome)[3]["problem"]!["type"]!.ToString());
        foreach (var item in Items(outcome).Take(3))
            Assert.Contains("met icpc-1 2 days late", Story.Changes(item["outcome"]!));
        Assert.Contains("opened cinReview-1 2026-05-21", Story.Changes(Items(outcome)[2]["outcome"]!));
        Assert.Equal("2026-05-07 2026-07-22", $"{outcome["joint"]!["coreGroupDueOn"]} {outcome["joint"]!["reviewDueOn"]}");
        // The same request again is the same conference.
        Assert.Equal(
            Items(outcome)[0]["outcome"]!["sequence"]!.ToString(),
            Items(await RaiseAsync(app, Chair, held, "held"))[0]["outcome"]!["sequence"]!.ToString());
        Assert.Equal(["EMO", "MUL"], [await CategoryAsync(app, cases[0]), await CategoryAsync(app, cases[1])]);

        await app.AtAsync("2026-05-05T13:00:00Z");
        var coreGroup = await RaiseAsync(
            app, SocialWorker, Group("CoreGroupHeld", "2026-05-05", Data.CoreGroup, (cases[0], "{ }"), (cases[1], "{ }")), "core group");
        Assert.All(
            Items(coreGroup),
            item =>
                Assert.Subset(
                    Story.Changes(item["outcome"]!).ToHashSet(),
                    new HashSet<string> { "met cgFirst-1", "opened cgNotes-1 2026-05-12", "opened cgSecond-1 2026-06-16" }));

        await app.AtAsync("2026-07-14T13:00:00Z");
        var review = await RaiseAsync(
            app,
            Chair,
            Group(
                "ConferenceHeld",
                "2026-07-14",
                $$"""{ "conferenceType": "review", {{Attended}} }""",
                (cases[0], """{ "decision": "end", "nextPlan": "childInNeed" }"""),
                (cases[1], """{ "decision": "continue" }""")),
            "review");
        Assert.Contains("opened cinReview-1 2026-08-11", Story.Changes(Items(review)[0]["outcome"]!));
        Assert.Contains("opened rcpcLater-1 2027-01-14", Story.Changes(Items(review)[1]["outcome"]!));
        Assert.Equal("2027-01-14", review["joint"]!["reviewDueOn"]!.ToString());
    }

    private static async Task ToEnquiryAsync(Scene app, string[] cases)
    {
        await app.AtAsync("2026-03-17T10:00:00Z");
        foreach (var id in cases)
            (
                await app.Api.RaiseAsync(
                    id, Manager, "ReferralDecision", "2026-03-17", """{ "outcome": "strategyDiscussion" }""", "decision")
            ).Expect(HttpStatusCode.OK);
        await app.AtAsync("2026-03-26T15:00:00Z");
        var discussed = await RaiseAsync(
            app,
            Manager,
            Group("StrategyDiscussionHeld", "2026-03-26", Data.EnquiryStarts, [.. cases.Select(id => (id, "{ }"))]),
            "discussion");
        Assert.All(Items(discussed), item => Assert.Contains("opened icpc-1 2026-04-20", Story.Changes(item["outcome"]!)));
        await app.AtAsync("2026-04-09T15:00:00Z");
        foreach (var id in cases)
            (await app.Api.RaiseAsync(id, SocialWorker, "Section47Concluded", "2026-04-09", Data.ConferenceNeeded, "concluded")).Expect(
                HttpStatusCode.OK);
    }

    private static async Task AdjournedAsync(Scene app, string[] cases)
    {
        (string, string)[] children = [.. cases.Select(id => (id, "{ }"))];
        Accepted(await RaiseAsync(app, Support, Group("ConferenceBooked", "2026-04-09", Data.Booked("2026-04-17"), children), "booked"));
        await app.AtAsync("2026-04-17T15:00:00Z");
        Accepted(
            await RaiseAsync(
                app,
                Chair,
                Group("ConferenceInquorate", "2026-04-17", """{ "presentAgencies": ["csc", "police"], "decision": "adjourn" }""", children),
                "inquorate"));
        Accepted(
            await RaiseAsync(
                app,
                Chair,
                Group(
                    "ConferenceRescheduled", "2026-04-17", """{ "newOn": "2026-04-22", "confirmedInWritingOn": "2026-04-17" }""", children),
                "rescheduled"));
    }

    private static async Task<string> ReferAsync(Scene app, string child, string born) =>
        (
            await app.Api.ReferAsync(
                School, Referrals.Of(child, "2026-03-16T09:00:00Z").Replace("2019-05-14", born, StringComparison.Ordinal), child))
            .Expect(HttpStatusCode.Created)
            .Value("caseId");

    private static async Task<string> CategoryAsync(Scene app, string caseId) =>
        (await app.Api.GetAsync($"/api/cases/{caseId}")).Expect(HttpStatusCode.OK).Body["plan"]!["category"]!.ToString();

    private static async Task<JsonNode> RaiseAsync(Scene app, Person by, string body, string key) =>
        (await app.Api.PostAsync("/api/conferences", by, body, key)).Expect(HttpStatusCode.OK).Body;

    private static void Accepted(JsonNode outcome) => Assert.All(Items(outcome), item => Assert.Equal("200", item["status"]!.ToString()));

    private static JsonNode[] Items(JsonNode outcome) => [.. outcome["items"]!.AsArray().OfType<JsonNode>()];

    private static string Group(string type, string on, string data, params (string CaseId, string Data)[] children) =>
        $$"""
            { "type": "{{type}}", "occurredOn": "{{on}}", "data": {{data}},
              "children": [ {{string.Join(
                ", ",
                children.Select(child => $$"""{ "caseId": "{{child.CaseId}}", "data": {{child.Data}} }""")
            )}} ] }
            """;
}
