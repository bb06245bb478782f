using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// Scenario S-B of the procedure over HTTP: physical abuse, two failed visits, police, early review, looked after. Dates and hours are the
/// procedure's own.
/// </summary>
[Collection(StoriesCollection.Name)]
public sealed class StoryBTests(StoriesTold told)
{
    internal const string Name = "S-B";

    [Fact]
    public void WholeStory_OverHttp_HasEveryDateOfTheScenario() => told.Check(Name);

    internal static async Task TellAsync(Scene app)
    {
        var story = app.NewCase();
        await story.TellInPartAsync([.. StoryB.ToConference, .. StoryB.Plan]);
        Assert.Equal("FirstFailed", await AccessAsync(story));
        var late = Fired(await story.DeadlineAsync("cgNotes-1"), "escalation");
        Assert.Equal("2025-10-13T08:00:00Z teamManager", late);

        await story.TellInPartAsync(StoryB.SecondFailure);
        Assert.Equal("AccessConcern", await AccessAsync(story));
        // The same day everybody knows: the core group's agencies over the bus, the manager and the chair by mail. Messages are on their
        // way until the clock has moved.
        await app.AtAsync("2025-10-29T11:00:01Z");
        var school = (await new BusPlayer(app.Api, "school").ReceiveAsync()).Where(one => one["subject"]!.ToString() == story.CaseId);
        Assert.Contains(
            "2025-10-29 AccessConcern", school.Select(one => $"{one["time"]!.ToString()[..10]} {one["type"]!.ToString().Split('.')[3]}"));
        Assert.All(
            (string[])["teamManager", "conferenceChair", "sw.1"],
            who => Assert.Contains(app.MailAbout(story.CaseId, "accessConcern"), mail => mail.Contains(who, StringComparison.Ordinal)));

        await app.AtAsync(StoryB.WithoutPolice.At);
        await story.RefusedAsync(
            SocialWorker, StoryB.WithoutPolice.Type, StoryB.WithoutPolice.On, StoryB.WithoutPolice.Data, "/data/agreedWith");
        Assert.Equal("open", (await story.DeadlineAsync("accessActionPlan-1"))["status"]!.ToString());
        await story.TellInPartAsync(StoryB.WithPolice);
        Assert.Equal("ActionPlanAgreed", await AccessAsync(story));

        await story.TellInPartAsync(StoryB.Emergency);
        Assert.Equal("2025-11-02T16:30:00Z", (await story.DeadlineAsync("policeProtection-1"))["dueAt"]!.ToString());
        Assert.Equal("2025-11-08T12:00:00Z", (await story.DeadlineAsync("emergencyProtectionOrder-1"))["dueAt"]!.ToString());

        await story.TellInPartAsync(StoryB.ToCare);
        var view = await story.ViewAsync();
        Assert.Equal("2025-11-11", view["plan"]!["endedOn"]!.ToString());
        Assert.Null(view["closed"]);
        Assert.Equal(
            "2025-12-23 superseded",
            $"{(await story.DeadlineAsync("rcpcFirst-1"))["dueOn"]} {(await story.DeadlineAsync("rcpcFirst-1"))["status"]}");
    }

    private static async Task<string> AccessAsync(Story story) => (await story.ViewAsync())["regions"]!["access"]!.ToString();

    private static string Fired(JsonNode deadline, string kind) =>
        string.Join(
            ", ",
            deadline["checkpoints"]!
                .AsArray()
                .Where(one => one!["kind"]!.ToString() == kind && one["firedAt"] is not null)
                .Select(one => $"{one!["firedAt"]} {one["to"]![0]}"));
}
