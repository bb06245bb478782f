using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd.RealTime;

/// <summary>
/// In real time on the official engine: the bus is away in the middle of work and comes back (F30). Cases go on meanwhile, nothing is lost
/// on either side, and what was to be told is told afterwards.
/// </summary>
public sealed class BusAwayTests(ITestOutputHelper output) : InstallationTest(output)
{
    /// <summary>What a decision could not tell is told by the sweep, a minute after the event.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Away = LongRuns.Asked ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(20);
    private string _today = "";

    [Fact]
    public async Task Bus_AwayInTheMiddleOfWork_HoldsUpNoCaseAndEverythingIsToldAfterwards()
    {
        var app = await InstallAsync(new InstallationPlan { CuttableBus = true, Settings = [KilledEvents.NoMail] });
        (var story, _today) = await ReferredCase.OpenAsync(app, "away", School);
        var (school, people) = (new BusPlayer(app.Api, "school"), new BusPlayer(app.Api, "people", "RootManageSharedAccessKey"));
        var concern = $$"""{ "occurredOn": "{{_today}}", "data": {{Data.Concern}} }""";
        await school.SendAsync(story.CaseId, "NewConcern", concern, "before");
        await RecordedAsync(app, story, "before");

        app.Bus.Cut();
        var since = TimeProvider.System.GetTimestamp();
        await school.SendAsync(story.CaseId, "NewConcern", concern, "sent-meanwhile");
        List<string> decided = [];
        await Until.TrueAsync(
            "health tells of the bus, and it has been away for long enough",
            async () =>
            {
                if (decided.Count < 3)
                    decided.Add(await DecideAsync(app, story, $"meanwhile-{decided.Count}"));
                return await BusHealthAsync(app) == "degraded" && decided.Count == 3 && TimeProvider.System.GetElapsedTime(since) > Away;
            },
            Patience);
        Assert.DoesNotContain("sent-meanwhile", await ConcernsAsync(app, story));
        app.Bus.Mend();

        await RecordedAsync(app, story, "sent-meanwhile");
        await DecideAsync(app, story, "afterwards");
        string[] all = ["before", .. decided, "sent-meanwhile", "afterwards"];
        Assert.Equal(all, await ConcernsAsync(app, story));
        await ToldOnceAsync(app, story, people, all.Length);
        await Until.TrueAsync("health has recovered", async () => await BusHealthAsync(app) == "healthy", Patience);
        Assert.Empty(await app.Api.ListAsync("/api/dead-letters", Administrator));
    }

    /// <summary>Decided at once or while its caller asks again: the case may wait for the bus for a moment.</summary>
    private async Task<string> DecideAsync(Installation app, Story story, string key)
    {
        await Until.TrueAsync(
            $"{key} is decided",
            async () =>
                (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", _today, Data.Concern, key)).Status == HttpStatusCode.OK,
            Patience);
        return key;
    }

    private static Task RecordedAsync(Installation app, Story story, string id) =>
        Until.TrueAsync($"{id} is recorded", async () => (await ConcernsAsync(app, story)).Contains(id), Patience);

    private static async Task<List<string>> ConcernsAsync(Installation app, Story story) =>
        [
            .. (await app.Api.ListAsync($"{story.CasePath}/chronology"))
                .Where(fact => fact["type"]!.ToString() == "NewConcern")
                .Select(fact => fact["eventId"]!.ToString()),
        ];

    /// <summary>The manager is told of each concern, once.</summary>
    private static async Task ToldOnceAsync(Installation app, Story story, BusPlayer people, int concerns)
    {
        List<string> told = [];
        await Until.TrueAsync(
            "everybody is told of every concern",
            async () =>
            {
                told.AddRange(
                    (await people.ReceiveAsync())
                        .Select(one => one["id"]!.ToString())
                        .Where(id => id.EndsWith(":newConcernReported:teamManager", StringComparison.Ordinal)));
                return told.Count >= concerns;
            },
            Patience,
            () => string.Join(", ", told));
        Assert.Equal(concerns, told.Distinct().Count());
        Assert.Equal(concerns, told.Count);
        Assert.All(told, id => Assert.StartsWith(story.CaseId, id, StringComparison.Ordinal));
    }

    /// <summary>A bus that is away takes the app out of no service.</summary>
    private static async Task<string> BusHealthAsync(Installation app)
    {
        var ready = (await app.Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Expect(HttpStatusCode.OK).Body;
        return ready["checks"]!.AsArray().Single(check => check!["name"]!.ToString() == "bus")!["status"]!.ToString();
    }
}
