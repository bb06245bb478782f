using System.Net;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>The bus stores nothing for a while: cases go on, and what was to be told is told when it is back.</summary>
public sealed class BusOutageTests(ITestOutputHelper output) : InstallationTest(output)
{
    /// <summary>
    /// As a rule one of the publishing attempts of a decision meets the bus again; in the long runs they are over by then, and the sweep
    /// does.
    /// </summary>
    public static TheoryData<int> Decisions { get; } = LongRuns.Asked ? [1, 10] : [1];

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task Bus_ThatStoresNothing_StopsNoCaseAndNothingGoesUntold(int decisions)
    {
        var app = await InstallAsync(SharedInstallation.Now, "Messaging__ConcurrentMail=0");
        var story = await Assessing.CaseAsync(() => app.Api, "1001", School);
        var school = new BusPlayer(app.Api, "school");
        var people = new BusPlayer(app.Api, "people", "RootManageSharedAccessKey");
        await people.ReceiveAsync();

        await RefuseAsync(app, true);
        await Assert.ThrowsAsync<ServiceBusException>(() => school.SendRawAsync([1], story.CaseId, "not-stored"));
        for (var number = 1; number <= decisions; number++)
            (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", "2026-02-02", Data.Concern, $"concern-{number}")).Expect(
                HttpStatusCode.OK);
        await Until.TrueAsync("health tells of the bus", async () => await BusHealthAsync(app) == "degraded");
        await RefuseAsync(app, false);

        List<string> told = [];
        await Until.TrueAsync("everybody is told of every decision", async () =>
        {
            told.AddRange((await people.ReceiveAsync()).Select(one => one["id"]!.ToString()));
            return told.Distinct().Count() >= 2 * decisions;
        }, TimeSpan.FromMinutes(4));
        await app.ReadyAsync();
        await school.SendAsync(story.CaseId, "NewConcern", $$"""{ "occurredOn": "2026-02-02", "data": {{Data.Concern}} }""", "afterwards");
        await Until.TrueAsync(
            "messages are taken again",
            async () => (await app.Api.ListAsync($"{story.CasePath}/chronology")).Count == 3 + decisions,
            TimeSpan.FromMinutes(2));
        told.AddRange((await people.ReceiveAsync()).Select(one => one["id"]!.ToString()).Where(id => told.Contains(id)));
        Assert.Equal(
            (
                from sequence in Enumerable.Range(3, decisions)
                from role in (string[])["leadSocialWorker", "teamManager"]
                select $"{story.CaseId}:{sequence}:newConcernReported:{role}").Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
    }

    /// <summary>A bus that is away takes the app out of no service: cases go on.</summary>
    private static async Task<string> BusHealthAsync(Installation app)
    {
        var ready = (await app.Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Expect(HttpStatusCode.OK).Body;
        return ready["checks"]!.AsArray().Single(check => check!["name"]!.ToString() == "bus")!["status"]!.ToString();
    }

    private static async Task RefuseAsync(Installation app, bool refuse) =>
        (
            await app.Api.PostAsync(
                "/admin/faults", by: null, new JsonObject { ["store"] = "bus", ["refuseWrites"] = refuse }.ToJsonString())
        ).Expect(HttpStatusCode.OK);
}
