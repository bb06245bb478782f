using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>What the app stands on goes away in the middle of a case and comes back.</summary>
[Collection(StoryACollection.Name)]
public sealed class OutageTests(StoryATold told, ITestOutputHelper output) : InstallationTest(output)
{
    private const int Booked = 7;
    private const int PlanMade = 9;

    /// <summary>While the tables are away a reminder comes due (the conference's, 19 February) and a caller raises an event.</summary>
    [Fact]
    public async Task Tables_StoppedAndStartedAgain_CaseWaitsAndGoesOnWithNothingLost()
    {
        var app = await InstallWithTablesAsync(StoryA.Begins);
        var story = new Story(() => app.Api);
        await story.TellAsync(StoryA.Steps.Take(Booked));

        await app.Tables.StopAsync();
        var moving = app.Api.AdvanceToAsync(StoryA.Steps[Booked].At);
        await Until.TrueAsync(
            "readiness turns red",
            async () => (await app.Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Status == HttpStatusCode.ServiceUnavailable
        );
        var meanwhile = await app.Api.RaiseAsync(story.CaseId, SocialWorker, "VisitMade", "2026-02-12", Data.SchoolVisit, "meanwhile");
        if (meanwhile.Status != HttpStatusCode.Accepted)
            meanwhile.ExpectProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        Assert.False(moving.IsCompleted, "The clock came to rest although a reminder could not be recorded.");

        await app.Tables.StartAsync();
        await moving;
        await app.ReadyAsync();
        await story.TellAsync(StoryA.Steps.Skip(Booked).Take(PlanMade - Booked));
        await story.RaiseAsync(
            new Step(
                At: "2026-02-24T14:00:00Z",
                By: SocialWorker,
                Type: "VisitMade",
                On: "2026-02-12",
                Data: Data.SchoolVisit,
                State: "OutlinePlan"));

        var facts = (await CaseRecord.ReadAsync(app.Api, story.CasePath)).Facts.Select(WithoutSequence).ToList();
        var undisturbed = await UndisturbedAsync();
        Assert.Equal(undisturbed, facts.Where(fact => !fact.Contains(" VisitMade ", StringComparison.Ordinal)));
        Assert.Equal(meanwhile.Status == HttpStatusCode.Accepted ? 2 : 1, facts.Count - undisturbed.Count);
    }

    /// <summary>The simulator keeps its instances in memory: a restart is the loss of a task hub (F15).</summary>
    [Fact]
    public async Task Orchestration_LostWithTheEngine_IsStartedAgainBeforeTheClockMoves()
    {
        var app = await InstallAsync(StoryA.Begins);
        var story = new Story(() => app.Api);
        await story.TellAsync(StoryA.Steps.Take(4));

        await app.StopAppAsync();
        await app.StartAppAsync();
        await story.TellAsync(StoryA.Steps.Skip(4).Take(PlanMade - 4));

        var facts = (await CaseRecord.ReadAsync(app.Api, story.CasePath)).Facts;
        Assert.Equal(await UndisturbedAsync(), facts.Select(WithoutSequence));
        Assert.Equal(
            Enumerable.Range(1, facts.Count),
            facts.Select(fact => int.Parse(fact.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("The engine knows none of the checked cases", app.Output(), StringComparison.Ordinal);
    }

    /// <summary>S-A's facts up to the plan that the initial conference makes.</summary>
    private async Task<IReadOnlyList<string>> UndisturbedAsync()
    {
        var facts = (await CaseRecord.ReadAsync(told.Api, told.Story.CasePath)).Facts;
        var last = facts.Index().First(fact => fact.Item.Contains(" ConferenceHeld ", StringComparison.Ordinal)).Index;
        return [.. facts.Take(last + 1).Select(WithoutSequence)];
    }

    private static string WithoutSequence(string fact) => fact[(fact.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
