using System.Globalization;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd.RealTime;

/// <summary>Eight callers at many cases on the official engine, and a kill -9 of the worker in the middle.</summary>
public sealed class LoadTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const int Callers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(LongRuns.Asked ? 40 : 10);

    [Fact]
    public async Task Cases_UnderLoadWithAKillInTheMiddle_LoseAndDoubleNothing()
    {
        var (cases, events) = LongRuns.Asked ? (200, 21) : (16, 6);
        var app = await InstallAsync(new InstallationPlan { OwnAzurite = true });
        var now = (await app.Api.NowAsync()).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var load = new Load(() => app.Api, now, events);

        var running = load.RunAsync(Callers, cases);
        await Until.TrueAsync("half is done", () => running.IsFaulted || load.Milliseconds.Count >= cases * events / 2, Patience);
        Assert.Equal(0, load.Away);
        app.StrikeWorker();
        await running;

        Assert.Empty(load.Faults);
        Assert.Equal(cases, load.Cases.Count);
        foreach (var (caseId, keys) in load.Cases)
            await HoldsAsync(app.Api, caseId, keys);
    }

    private static async Task HoldsAsync(Api api, string caseId, IReadOnlyList<string> acknowledged)
    {
        var facts = await api.ListAsync($"/api/cases/{caseId}/chronology?limit=500");
        var recorded = facts
            .Select(fact => fact["eventId"]?.ToString() ?? "")
            .Where(key => key.StartsWith("event-", StringComparison.Ordinal));
        Assert.Equal(acknowledged, recorded);
        var chain = (await api.GetAsync($"/api/cases/{caseId}/chronology/verification")).Expect(HttpStatusCode.OK);
        Assert.Equal("true", chain.Value("intact"), ignoreCase: true);
    }
}
