using System.Net;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// The app is killed between every two steps from an agency's message to the notification of it: before each write that tables and bus make on
/// the way, the worker alone or host and worker (F01). Whatever was under way ends as if nothing had happened.
/// </summary>
public sealed class AgencyStepTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Tables = "tables";
    private const string Concern = """{ "occurredOn": "2026-02-02", "data": { "significantHarm": false, "concern": "Came without a coat." } }""";
    private const string NoMail = "Messaging__ConcurrentMail=0";
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);
    private readonly ITestOutputHelper _output = output;

    /// <summary>Killing the worker alone takes longer, as the next one waits; the long runs do it.</summary>
    public static TheoryData<string> Victims { get; } =
        Environment.GetEnvironmentVariable("CHILDPROTECTION_LONG_TESTS") == "1" ? ["host", "worker"] : ["host"];

    [Theory]
    [MemberData(nameof(Victims))]
    public async Task Message_WithTheAppKilledBeforeEveryWrite_IsDecidedOnceAndToldOnce(string victim)
    {
        var app = await InstallAsync(SharedInstallation.Now, NoMail);
        var story = await Assessing.CaseAsync(() => app.Api, "1001", School);
        var (kills, sent) = (new List<string>(), 0);
        foreach (var store in (string[])[Tables, "bus"])
        {
            // A schedule may write in between, so that the last write was not the last: before that one it is killed twice.
            for (var (write, ended) = (1, 0); ended < (store == Tables ? 2 : 1);)
            {
                var where = await DiesAsync(app, story, store, write, victim, id: $"message-{++sent}");
                if (where is not null)
                    kills.Add($"{store} {write}: {where}");
                (write, ended) = where is null ? (write - 1, ended + 1) : (write + 1, ended);
            }
        }

        _output.WriteLine(string.Join(Environment.NewLine, kills));
        // The star is the account, which each installation has of its own.
        foreach (var step in (string[])["/Access", "/Pending", "/Cases", "/$batch", "/Index", "DELETE /*/Cases(", "DELETE /*/Pending(", "bus 2"])
            Assert.Contains(kills, kill => step.Split('*').All(part => kill.Contains(part, StringComparison.Ordinal)));
        var concerns = (await app.Api.ListAsync($"{story.CasePath}/chronology")).Where(fact => fact["type"]!.ToString() == "NewConcern").ToList();
        Assert.Equal(sent, concerns.Select(fact => fact["eventId"]!.ToString()).Distinct().Count());
        Assert.Equal(sent, concerns.Count);
        var told = (await new BusPlayer(app.Api, "people", "RootManageSharedAccessKey").ReceiveAsync())
            .Select(one => one["id"]!.ToString()).Where(id => id.Contains(":newConcernReported:", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            concerns.SelectMany(fact => new[] { "leadSocialWorker", "teamManager" }, (fact, role) => $"{story.CaseId}:{fact["sequence"]}:newConcernReported:{role}").Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
        Assert.Empty(await app.Api.ListAsync("/api/dead-letters", Administrator));
        Assert.Equal("True", (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Body["intact"]!.ToString(), ignoreCase: true);
    }

    /// <summary>One message, and a process killed before the given write of a store.</summary>
    /// <returns>Where it died; null when the message was done with before that store had written as often.</returns>
    private static async Task<string?> DiesAsync(Installation app, Story story, string store, int write, string victim, string id)
    {
        var starts = await StartsAsync(app);
        if (store == Tables)
            app.Proxy.Arm(write, () => Strike(app, victim));
        else
            await ArmAsync(app, write, victim);
        var lives = await EndsAsync(app, story, id) && await StartsAsync(app) == starts;
        var where = app.Proxy.Stopped ?? "";
        if (lives && store != Tables)
            await ArmAsync(app, null, victim);
        if (!lives && victim == "host")
            await app.KillAppAsync();
        app.Proxy.Arm(null, () => { });
        if (lives)
            return null;
        await (victim == "host" ? app.StartAppAsync() : app.ReadyAsync());
        // An agency that does not know whether its message arrived sends it again.
        await Until.TrueAsync($"{id} is recorded after {store} {write}", async () => await EndsAsync(app, story, id) && await IsRecordedAsync(app, story, id), Hidden);
        return where;
    }

    private static void Strike(Installation app, string victim)
    {
        if (victim == "host")
            app.StrikeApp();
        else
            app.StrikeWorker();
    }

    /// <summary>How often this host has started a worker; 0 when it is gone.</summary>
    private static async Task<int> StartsAsync(Installation app)
    {
        try
        {
            return (await app.Api.SendAsync(HttpMethod.Get, "/admin/host", by: null)).Expect(HttpStatusCode.OK).Body["worker"]!["starts"]!.GetValue<int>();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return 0;
        }
    }

    private static async Task<bool> IsRecordedAsync(Installation app, Story story, string id) =>
        await app.Api.GetAsync($"{story.CasePath}/chronology") is { Status: HttpStatusCode.OK } answer && answer.Text.Contains($"\"{id}\"", StringComparison.Ordinal);

    /// <returns>False when the app died on the way.</returns>
    private static async Task<bool> EndsAsync(Installation app, Story story, string id)
    {
        try
        {
            await new BusPlayer(app.Api, "school").SendAsync(story.CaseId, "NewConcern", Concern, id);
            // Moving the clock waits until no message and no orchestration has anything left to do.
            return (await app.Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1S" }""")).Status == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ServiceBusException)
        {
            return false;
        }
    }

    private static async Task ArmAsync(Installation app, int? write, string victim) => (await app.Api.PostAsync(
        "/admin/faults", by: null, new JsonObject { ["store"] = "bus", ["endBeforeWrite"] = write, ["ends"] = victim }.ToJsonString())).Expect(HttpStatusCode.OK);
}
