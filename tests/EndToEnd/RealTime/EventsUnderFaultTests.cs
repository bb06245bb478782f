using System.Collections.Concurrent;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd.RealTime;

/// <summary>
/// Events of several callers in real time on the official engine while something goes wrong: each acknowledged one is decided once, in its
/// caller's order (F02, F07, F30).
/// </summary>
public sealed class EventsUnderFaultTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const int Callers = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<int, List<string>> _acknowledged = [];
    private string _today = "";

    /// <summary>Three callers at one case, whose deadline is past and escalates meanwhile.</summary>
    [Fact]
    public async Task Events_InTheirHundreds_AreEachHandledOnceAndInOrder()
    {
        var (app, story) = await OpenAsync(daysAgo: 7);

        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(caller => CallAsync(app, story, caller, LongRuns.Asked ? 3_333 : 100, CancellationToken.None)));

        await HoldsAsync(app, story);
    }

    [Theory]
    [InlineData(20260202)]
    public async Task Processes_KilledAtRandomUnderLoad_LoseNothingAcknowledged(int seed)
    {
        var (app, story) = await OpenAsync(daysAgo: 0);
        var random = new Random(seed);
        using var over = new CancellationTokenSource();
        var calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(app, story, caller, int.MaxValue, over.Token)));
        for (var kill = 0; kill < (LongRuns.Asked ? 100 : 20); kill++)
        {
            var before = Acknowledged();
            await Until.TrueAsync($"work goes on before kill {kill}", () => Acknowledged() > before, Patience);
            // Twice the worker alone for once both: that is how often each happens.
            if (random.Next(3) > 0)
            {
                app.StrikeWorker();
                continue;
            }

            await app.KillAppAsync();
            await app.StartAppAsync();
        }

        await over.CancelAsync();
        await calling;
        await HoldsAsync(app, story);
    }

    [Fact]
    public async Task Storage_AwayForAMinuteAndBack_LosesNothingAndTheCaseGoesOnByItself()
    {
        var (app, story) = await OpenAsync(daysAgo: 0);
        await CallAsync(app, story, 0, 1, CancellationToken.None);

        await app.Tables.StopAsync();
        var since = TimeProvider.System.GetTimestamp();
        await Until.TrueAsync(
            "a minute is over, in which every caller was told",
            async () =>
                (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", _today, Data.Concern, "meanwhile")).Status
                    is HttpStatusCode.ServiceUnavailable
                        or HttpStatusCode.Accepted
                    ? TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromMinutes(1)
                    : throw new InvalidOperationException("Without its tables the app answered neither 503 nor 202."),
            Patience);
        await app.Tables.StartAsync();

        await CallAsync(app, story, 0, 2, CancellationToken.None);
        await HoldsAsync(app, story);
    }

    private async Task<(Installation App, Story Story)> OpenAsync(int daysAgo)
    {
        var app = await InstallAsync(new InstallationPlan { OwnAzurite = true });
        (var story, _today) = await ReferredCase.OpenAsync(app, "many", School, daysAgo);
        return (app, story);
    }

    private int Acknowledged() => _acknowledged.Values.Sum(keys => keys.Count);

    /// <summary>One event after the other, each asked for until it is decided.</summary>
    private async Task CallAsync(Installation app, Story story, int caller, int events, CancellationToken over)
    {
        var keys = _acknowledged.GetOrAdd(caller, _ => []);
        for (var number = keys.Count; number < events && !over.IsCancellationRequested; number++)
        {
            var key = $"{caller}-{number}";
            await Until.TrueAsync($"{key} is decided", async () => await StatusAsync(app, story, key) == HttpStatusCode.OK, Patience);
            keys.Add(key);
        }
    }

    private async Task<HttpStatusCode> StatusAsync(Installation app, Story story, string key)
    {
        try
        {
            return (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", _today, Data.Concern, key)).Status;
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or InvalidOperationException
                        or ObjectDisposedException)
        {
            return HttpStatusCode.ServiceUnavailable; // The host is being killed, or started again.
        }
    }

    private async Task HoldsAsync(Installation app, Story story)
    {
        var facts = await app.Api.ListAsync($"{story.CasePath}/chronology");
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact["sequence"]!.GetValue<int>()));
        var recorded = facts.Where(fact => fact["type"]!.ToString() == "NewConcern").Select(fact => fact["eventId"]!.ToString()).ToList();
        foreach (var (caller, keys) in _acknowledged)
            Assert.Equal(keys, recorded.Where(key => key.StartsWith($"{caller}-", StringComparison.Ordinal)));
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        Assert.Equal(
            "True",
            (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"),
            ignoreCase: true);
    }
}
