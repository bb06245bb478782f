using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Scenario S-F of the procedure: disagreement, refused preference, early review refused. Dates are the procedure's own.</summary>
public sealed class StoryFTests(ITestOutputHelper output) : InstallationTest(output)
{
    [Fact]
    public async Task WholeStory_OverHttp_HasEveryDateOfTheScenario()
    {
        var app = await InstallAsync(StoryF.Begins);
        var story = new Story(() => app.Api);
        await story.TellAsync([StoryF.Referral]);
        await TellAsync(story, StoryF.ToConference);

        await app.Api.AdvanceToAsync("2025-06-11T13:00:00Z");
        var unexplained = await app.Api.RaiseAsync(story.CaseId, SocialWorker, "CoreGroupHeld", "2025-06-11", StoryF.CoreGroup(reason: null), "unexplained");
        unexplained.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.NotNull(unexplained.Body["errors"]!["/data/plan/parentsPreferences/0/reasonIfNotFollowed"]);

        await TellAsync(story, StoryF.ToDispute);
        var dispute = Assert.Single((await ViewAsync(story))["regions"]!["disputes"]!.AsArray())!;
        Assert.Equal("dispute-1 3", $"{dispute["id"]} {dispute["stage"]}");

        await TellAsync(story, StoryF.ToRefusal);
        var view = await ViewAsync(story);
        Assert.Empty(view["regions"]!["disputes"]!.AsArray());
        Assert.Equal("2", view["plan"]!["version"]!.ToString());
        var deadlines = await app.Api.ListAsync($"{story.CasePath}/deadlines");
        var review = deadlines.Single(one => one["id"]!.ToString() == "rcpcFirst-1");
        Assert.Equal("2025-08-29 open", $"{review["dueOn"]} {review["status"]}");
        var late = deadlines.Single(one => one["id"]!.ToString() == "cgNotes-1")["checkpoints"]!.AsArray().Single(one => one!["tier"]?.ToString() == "1")!;
        Assert.Equal("2025-06-19T08:00:00Z 2025-06-19T08:00:00Z", $"{late["at"]} {late["firedAt"]}");

        async Task TellAsync(Story told, IEnumerable<Step> steps)
        {
            foreach (var step in steps)
            {
                await app.Api.AdvanceToAsync(step.At);
                var outcome = await told.OutcomeAsync(step);
                Assert.Equal($"{step.Key} accepted {step.State}", $"{step.Key} {outcome["status"]} {outcome["state"]}");
                Assert.Empty(step.Changes.Except(Story.Changes(outcome)).Select(missing => $"{step.Key}: {missing}"));
            }
        }

        async Task<JsonNode> ViewAsync(Story told) => (await app.Api.GetAsync(told.CasePath)).Expect(HttpStatusCode.OK).Body;
    }
}
