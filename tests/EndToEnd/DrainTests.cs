using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>A deployment in the middle of the day: the app is stopped under load and started again.</summary>
public sealed class DrainTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const int Callers = 6;
    private const string Today = "2026-02-02";
    private const string Concern = """{ "significantHarm": false, "concern": "Late for school." }""";
    private readonly ConcurrentQueue<(Story Story, string Key)> _acknowledged = [];

    [Fact]
    public async Task App_StoppedUnderLoad_EndsWhatIsUnderWayRefusesTheRestAndLosesNothing()
    {
        using var receiver = TelemetryReceiver.Start();
        var app = await InstallWithTablesAsync(SharedInstallation.Now, receiver.Settings);
        var stories = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number =>
            Assessing.CaseAsync(() => app.Api, $"drain-{number}", new Person($"school.{number}", "Sky Long", "Agency", "school"))));
        var callers = stories.Select(story => CallAsync(app.Api, story)).ToArray();
        await Until.TrueAsync(
            "every caller has been answered", () => Task.FromResult(_acknowledged.Select(one => one.Story).Distinct().Count() == Callers));

        // Each caller has one request under way that cannot end yet.
        app.Proxy.Hold();
        var before = _acknowledged.Count;
        var stopping = app.StopAppAsync();
        await Until.TrueAsync(
            "it is not ready any more",
            async () =>
                await StatusAsync(app) is { Status: HttpStatusCode.ServiceUnavailable } answer
                && answer.Text.Contains("is stopping", StringComparison.Ordinal));
        var refused = (await app.Api.RaiseAsync(stories[0].CaseId, SocialWorker, "NewConcern", Today, Concern, "too late")).Expect(
            HttpStatusCode.ServiceUnavailable);
        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.True(refused.RetryAfter > TimeSpan.Zero, refused.Text);
        Assert.False(stopping.IsCompleted);
        app.Proxy.Release();

        Assert.Equal(0, await stopping);
        await Task.WhenAll(callers);
        Assert.True(_acknowledged.Count > before, "No request was under way; nothing was proved.");
        // Spans of the very last of them were sent before the end.
        Assert.All(_acknowledged, one => Assert.True(receiver.Has("/v1/traces", Row(one.Key)), $"No span of {one.Key}."));

        // The next one is not there before its tables are: no caller, no timer and no message meets half an app.
        await app.Tables.StopAsync();
        var workers = WorkersStarted(app);
        var starting = app.StartAppAsync();
        await Until.TrueAsync("a worker was started", () => Task.FromResult(WorkersStarted(app) > workers));
        await Until.TrueAsync(
            "callers are told that it is away", async () => await StatusAsync(app) is { Status: HttpStatusCode.ServiceUnavailable });
        Assert.False(starting.IsCompleted);
        await app.Tables.StartAsync();
        await starting;
        foreach (var story in stories)
            await HoldsAsync(app.Api, story);
    }

    /// <summary>Raises one event after the other until the app does not take them any more, or is gone.</summary>
    private async Task CallAsync(Api api, Story story)
    {
        for (var number = 0; ; number++)
        {
            if (await TryRaiseAsync(api, story, number) is not { Status: not HttpStatusCode.ServiceUnavailable } answer)
                return;
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, answer.Text);
            _acknowledged.Enqueue((story, $"concern-{number}"));
        }
    }

    /// <returns>Null when nobody listens any more. A connection that breaks while a request is under way is a fault.</returns>
    private static async Task<Answer?> TryRaiseAsync(Api api, Story story, int number)
    {
        try
        {
            return await api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", Today, Concern, $"concern-{number}");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
    }

    /// <summary>Every acknowledged event is decided, once, and the chain of facts holds.</summary>
    private async Task HoldsAsync(Api api, Story story)
    {
        var expected = _acknowledged.Where(one => one.Story == story).Select(one => one.Key).ToHashSet();
        await Until.TrueAsync(
            $"the events of {story.CaseId} are decided",
            async () => expected.IsSubsetOf(await DecidedAsync(api, story)),
            TimeSpan.FromMinutes(3));
        var decided = await DecidedAsync(api, story);
        Assert.Equal(decided.Count, decided.Distinct().Count());
        Assert.True(
            (await api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Body["intact"]!.GetValue<bool>());
    }

    private static async Task<IReadOnlyList<string>> DecidedAsync(Api api, Story story) =>
        [
            .. (await api.ListAsync($"{story.CasePath}/chronology"))
                .Where(fact => fact["type"]!.ToString() == "NewConcern")
                .Select(fact => fact["eventId"]!.ToString()),
        ];

    /// <summary>What spans call an event: its key itself may be a word.</summary>
    private static string Row(string key) =>
        "event-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{SocialWorker.Subject}\n{key}")));

    private static int WorkersStarted(Installation app) => app.Output().Split("Worker started").Length - 1;

    private static Task<Answer> StatusAsync(Installation app) => app.Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null);
}
