using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Events of one case, each with a process killed before another write that tables and bus make on the way from it to the notification of
/// it, until every write has been met.
/// </summary>
/// <param name="app">The app, without a recipient of its notifications.</param>
/// <param name="story">The case.</param>
/// <param name="victim"><see cref="Host"/> or <see cref="Worker"/>.</param>
/// <param name="ends">Brings in the event with this id and waits; false when the app died on the way.</param>
/// <param name="listens">Waits until events can be brought in after a kill.</param>
internal sealed class KilledEvents(Installation app, Story story, string victim, Func<string, Task<bool>> ends, Func<Task> listens)
{
    /// <summary>Host and worker are killed.</summary>
    public const string Host = "host";

    /// <summary>The worker alone is killed.</summary>
    public const string Worker = "worker";

    /// <summary>Nobody takes what people are told.</summary>
    public const string NoMail = "Messaging__ConcurrentMail=0";

    private const string Tables = "tables";
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);
    private int _sent;

    /// <summary>Where it was killed.</summary>
    public List<string> Kills { get; } = [];

    public async Task AtEveryWriteAsync()
    {
        foreach (var store in (string[])[Tables, "bus"])
        {
            // A schedule may write in between, so that the last write was not the last: before that one it is killed twice.
            for (var (write, ended) = (1, 0); ended < (store == Tables ? 2 : 1);)
            {
                var where = await DiesAsync(store, write, id: $"event-{++_sent}");
                if (where is not null)
                    Kills.Add($"{store} {write}: {where}");
                (write, ended) = where is null ? (write - 1, ended + 1) : (write + 1, ended);
            }
        }
    }

    /// <summary>
    /// It was killed at each step of the way, and everything ended as if it had not been: each event is one fact, told once.
    /// </summary>
    /// <param name="busWrites">The number of the last of the bus's writes on the way, at least.</param>
    public async Task HoldsAsync(int busWrites)
    {
        await app.ReadyAsync();
        // The star is the account, which each installation has of its own. The access log's entries are written with their chain's end:
        // theirs are the first two batches.
        foreach (
            var step in (string[])
                [
                    "tables 1: POST /*/$batch", "tables 2: POST /*/$batch", "/Pending", "/Cases", "/$batch", "/Index", "DELETE /*/Cases(",
                    "DELETE /*/Pending(", $"bus {busWrites}",
                ])
            Assert.Contains(Kills, kill => step.Split('*').All(part => kill.Contains(part, StringComparison.Ordinal)));
        var concerns = (await app.Api.ListAsync($"{story.CasePath}/chronology"))
            .Where(fact => fact["type"]!.ToString() == "NewConcern")
            .ToList();
        Assert.Equal(_sent, concerns.Select(fact => fact["eventId"]!.ToString()).Distinct().Count());
        Assert.Equal(_sent, concerns.Count);
        var told = (await new BusPlayer(app.Api, "people", "RootManageSharedAccessKey").ReceiveAsync())
            .Select(one => one["id"]!.ToString()).Where(id => id.Contains(":newConcernReported:", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            concerns
                .SelectMany(
                    fact => new[] { "leadSocialWorker", "teamManager" },
                    (fact, role) => $"{story.CaseId}:{fact["sequence"]}:newConcernReported:{role}")
                .Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
        Assert.Empty(await app.Api.ListAsync("/api/dead-letters", Administrator));
        Assert.Equal(
            "True",
            (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Body["intact"]!.ToString(),
            ignoreCase: true);
    }

    /// <summary>
    /// From the first run of a schedule on; until then nobody waits for a message, and a simulated clock would be at rest.
    /// </summary>
    public static Task TakesMessagesAsync(Installation app) =>
        Until.TrueAsync(
            "messages are taken",
            async () =>
            {
                var ready = (await app.Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Body;
                return ready["checks"]
                        ?.AsArray()
                        .Any(check =>
                            check!["reason"]?.ToString().StartsWith("Messages of agency-events", StringComparison.Ordinal) == true
                        ) == true;
            });

    /// <summary>How often this host has started a worker; 0 when it is gone.</summary>
    public static async Task<int> StartsAsync(Installation app)
    {
        try
        {
            return (await app.Api.SendAsync(HttpMethod.Get, "/admin/host", by: null)).Expect(HttpStatusCode.OK).Body["worker"]![
                "starts"
            ]!.GetValue<int>();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return 0;
        }
    }

    /// <summary>One event, and a process killed before the given write of a store.</summary>
    /// <returns>Where it died; null when the event was done with before that store had written as often.</returns>
    private async Task<string?> DiesAsync(string store, int write, string id)
    {
        var starts = await StartsAsync(app);
        if (store != Tables)
            await ArmAsync(write);
        else if (victim == Host)
            app.Proxy.Arm(write, app.StrikeApp);
        else
            app.Proxy.Arm(write, app.EndWorker, sparesNewcomers: true);
        var lives = await ends(id) && await StartsAsync(app) == starts && (store == Tables || await BusWritesAsync() < write);
        var where = app.Proxy.Stopped ?? "";
        if (lives && store != Tables)
            await ArmAsync(null);
        if (!lives && victim == Host)
            await app.KillAppAsync();
        app.Proxy.Arm(null, () => { });
        if (lives)
            return null;
        await (victim == Host ? app.StartAppAsync() : app.ReadyAsync());
        await listens();
        // Who does not know whether it arrived sends it again.
        await Until.TrueAsync($"{id} is recorded after {store} {write}", async () => await ends(id) && await IsRecordedAsync(id), Hidden);
        return where;
    }

    private async Task<bool> IsRecordedAsync(string id) =>
        await app.Api.GetAsync($"{story.CasePath}/chronology") is { Status: HttpStatusCode.OK } answer
        && answer.Text.Contains($"\"{id}\"", StringComparison.Ordinal);

    /// <summary>A worker may die of the last of them, when everything is done.</summary>
    private async Task<int> BusWritesAsync() =>
        (await app.Api.SendAsync(HttpMethod.Get, "/admin/faults", by: null)).Expect(HttpStatusCode.OK).Body["bus"]!.GetValue<int>();

    private async Task ArmAsync(int? write) =>
        (
            await app.Api.PostAsync(
                "/admin/faults",
                by: null,
                new JsonObject
                {
                    ["store"] = "bus",
                    ["endBeforeWrite"] = write,
                    ["ends"] = victim,
                }.ToJsonString())
        ).Expect(HttpStatusCode.OK);
}
