using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// One meeting that changes more deadlines than one transaction of the tables has rows: it is decided, and everybody sees it.
/// </summary>
public sealed class LargePlanTests(ITestOutputHelper output) : InstallationTest(output)
{
    /// <summary>The most that a plan may have.</summary>
    private const int Most = 60;

    private Installation? _app;

    [Fact]
    public async Task CoreGroup_OfFourteenAgenciesWithSixtyActions_OpensThemAllAndListsThem()
    {
        var story = await OutlineAsync(agencies: 14);

        var outcome = await MeetAsync(story, "2026-03-06T14:00:00Z", "first", Most, version: 1);

        Assert.Equal(Most, Opened(outcome, "planAction").Count);
        // Each of the core group accepts the plan: the fourteen, the school and the mother.
        Assert.Equal(16, Opened(outcome, "acceptance").Count);
        await GoesOnAsync(story, "2026-03-09T14:00:00Z");
        Assert.Equal(Opened(outcome, "planAction"), await ListedAsync(story, "planAction"));
    }

    [Fact]
    public async Task CoreGroup_ThatReplacesFortyFourActions_EndsThoseAndOpensTheOthers()
    {
        const int Actions = 44;
        var story = await OutlineAsync(agencies: 2);
        var first = await MeetAsync(story, "2026-03-06T14:00:00Z", "first", Actions, version: 1);

        var outcome = await MeetAsync(story, "2026-04-15T14:00:00Z", "second", Actions, version: 2);

        Assert.Equal(Actions, Opened(outcome, "planAction").Count);
        Assert.Empty(Opened(first, "planAction").Except(Story.Changes(outcome).Select(change => change.Split(' ')[1])));
        await GoesOnAsync(story, "2026-04-16T14:00:00Z");
        Assert.Equal(Opened(outcome, "planAction"), await ListedAsync(story, "planAction"));
    }

    private static List<string> Opened(JsonNode outcome, string kind) =>
        [
            .. Story
                .Changes(outcome)
                .Where(change => change.StartsWith($"opened {kind}-", StringComparison.Ordinal))
                .Select(change => change.Split(' ')[1])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Scenario S-A up to its initial conference, with so many more agencies at it and in the core group.</summary>
    private async Task<Story> OutlineAsync(int agencies)
    {
        _app = await InstallAsync(StoryA.Begins);
        var story = new Story(() => _app.Api);
        var conference = StoryA.Steps.First(step => step.Type == "ConferenceHeld");
        await story.TellAsync(StoryA.Steps.TakeWhile(step => step != conference));
        var held = JsonNode.Parse(conference.Data)!;
        foreach (var number in Enumerable.Range(1, agencies))
        {
            held["attendance"]!.AsArray().Add(JsonNode.Parse($$"""{ "agency": "agency{{number}}", "present": true }"""));
            held["coreGroup"]!.AsArray().Add(JsonNode.Parse(
                $$"""{ "person": "Worker {{number}}", "role": "worker", "agency": "agency{{number}}", "kind": "professional" }"""));
        }

        await story.TellInPartAsync(conference with { Data = held.ToJsonString(), Changes = ["met icpc-1"] });
        return story;
    }

    private async Task<JsonNode> MeetAsync(Story story, string at, string prefix, int actions, int version)
    {
        var data = JsonNode.Parse(Data.FirstCoreGroup)!;
        data["coreGroupNumber"] = version;
        data["planVersionAgreed"] = version;
        var plan = data["plan"]!;
        var one = plan["actions"]![0]!;
        plan["actions"] = new JsonArray([.. Enumerable.Range(1, actions).Select(number =>
        {
            var action = one.DeepClone();
            action["actionId"] = $"{prefix}-{number}";
            action["dueOn"] = "2026-05-20";
            return action;
        })]);
        await _app!.Api.AdvanceToAsync(at);
        return await story.OutcomeAsync(
            new Step(At: at, By: SocialWorker, Type: "CoreGroupHeld", Data: data.ToJsonString(), State: "PlanActive"));
    }

    /// <summary>The next event is taken, and nothing waits any more.</summary>
    private async Task GoesOnAsync(Story story, string at)
    {
        await _app!.Api.AdvanceToAsync(at);
        var visited = await story.OutcomeAsync(
            new Step(At: at, By: SocialWorker, Type: "VisitMade", Data: Data.HomeVisit, State: "PlanActive"));
        Assert.Equal("accepted", visited["status"]!.ToString());
        var chain = (await _app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK);
        Assert.Equal("true", chain.Value("intact"), ignoreCase: true);
        Assert.Empty(await _app.Api.ListAsync("/admin/instances?status=Failed"));
    }

    /// <summary>What the team's worklist shows of the case.</summary>
    private async Task<List<string>> ListedAsync(Story story, string kind) =>
        [
            .. (await _app!.Api.ListAsync("/api/worklist?team=north"))
                .Where(line => line["caseId"]!.ToString() == story.CaseId && line["kind"]!.ToString() == kind)
                .Select(line => line["deadlineId"]!.ToString())
                .Order(StringComparer.Ordinal),
        ];
}
