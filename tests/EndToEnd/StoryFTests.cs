using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Scenario S-F of the procedure: disagreement, refused preference, early review refused. Dates are the procedure's own.</summary>
[Collection(StoriesCollection.Name)]
public sealed class StoryFTests(StoriesTold told)
{
    internal const string Name = "S-F";

    [Fact]
    public void WholeStory_OverHttp_HasEveryDateOfTheScenario() => told.Check(Name);

    internal static async Task TellAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellInPartAsync([StoryF.Referral, .. StoryF.ToConference]);

        await app.AtAsync("2025-06-11T13:00:00Z");
        await story.RefusedAsync(
            SocialWorker,
            "CoreGroupHeld",
            "2025-06-11",
            StoryF.CoreGroup(reason: null),
            "/data/plan/parentsPreferences/0/reasonIfNotFollowed");

        await story.TellInPartAsync(StoryF.ToDispute);
        var dispute = Assert.Single((await story.ViewAsync())["regions"]!["disputes"]!.AsArray())!;
        Assert.Equal("dispute-1 3", $"{dispute["id"]} {dispute["stage"]}");

        await story.TellInPartAsync(StoryF.ToRefusal);
        var view = await story.ViewAsync();
        Assert.Empty(view["regions"]!["disputes"]!.AsArray());
        Assert.Equal("2", view["plan"]!["version"]!.ToString());
        var deadlines = await app.Api.ListAsync($"{story.CasePath}/deadlines");
        var review = deadlines.Single(one => one["id"]!.ToString() == "rcpcFirst-1");
        Assert.Equal("2025-08-29 open", $"{review["dueOn"]} {review["status"]}");
        var late = deadlines.Single(one => one["id"]!.ToString() == "cgNotes-1")["checkpoints"]!
            .AsArray()
            .Single(one => one!["tier"]?.ToString() == "1")!;
        Assert.Equal("2025-06-19T08:00:00Z 2025-06-19T08:00:00Z", $"{late["at"]} {late["firedAt"]}");
        await story.LeaveAsync("2025-07-15T12:00:00Z", "school");
    }
}
