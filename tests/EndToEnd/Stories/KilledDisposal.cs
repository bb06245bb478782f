using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Approves recommended records one after the other, with the app killed before a chosen write of a store each time, and started again.
/// </summary>
/// <param name="app">The app.</param>
/// <param name="recommended">Cases, of which one is used up by every attempt.</param>
internal sealed class KilledDisposal(Installation app, IReadOnlyList<string> recommended)
{
    private const string Tables = "tables";
    private const string Bus = "bus";

    private int _next;

    /// <summary>
    /// One write out of each part of the way that a disposal goes. The bus has to do with records alone about which a message lies; they
    /// come first.
    /// </summary>
    public async Task<List<string>> AtSomeWritesAsync(Random random)
    {
        List<string> kills = [];
        foreach (var (store, from, until) in ((string, int, int)[])[(Bus, 1, 2), (Tables, 1, 4), (Tables, 5, 9), (Tables, 10, 14)])
        {
            var write = random.Next(from, until + 1);
            kills.Add(
                await ApproveAsync(store, write)
                    ?? throw new InvalidOperationException(
                        $"The disposal was done before write {write} of {store}; kill at an earlier one."));
        }

        return kills;
    }

    /// <summary>Every write that a disposal makes.</summary>
    public async Task<List<string>> AtEveryWriteAsync()
    {
        List<string> kills = [];
        foreach (var store in (string[])[Bus, Tables])
        {
            for (var write = 1; await ApproveAsync(store, write) is { } where; write++)
                kills.Add(where);
        }

        return kills;
    }

    /// <summary>A record goes while the lists, of which lines are missing, are made again; the app dies of both.</summary>
    public async Task<string> WhileListsAreMadeAgainAsync(KeptRecords kept, int write)
    {
        await kept.SpoilAsync();
        app.Proxy.Arm(write, app.StrikeApp);
        var caseId = recommended[_next++];
        Assert.False(await LivesAsync(async () =>
        {
            await StartRebuildAsync();
            await DecideAsync(caseId);
            await EndAsync();
            await EndAsync("rebuild");
        }));
        var where = $"{Tables} {write}, lists: {app.Proxy.Stopped}";
        await StartAgainAsync();
        await DecideAsync(caseId);
        await StartRebuildAsync();
        await EndAsync();
        await EndAsync("rebuild");
        return where;
    }

    /// <summary>Approves what nobody has approved yet, and lets the app live.</summary>
    public async Task RestAsync()
    {
        while (_next < recommended.Count)
            await DecideAsync(recommended[_next++]);
        await EndAsync();
    }

    /// <summary>Waits until the operation does not run.</summary>
    public Task EndAsync(string operation = "disposal") =>
        Until.TrueAsync(
            $"{operation} has ended",
            async () =>
                await app.Api.GetAsync($"/api/operations/{operation}", Administrator) is var answer
                && (answer.Status == HttpStatusCode.NotFound || answer.Value("status") == "completed"),
            TimeSpan.FromMinutes(1));

    /// <returns>Where the app died; null when the disposal was done with before.</returns>
    private async Task<string?> ApproveAsync(string store, int write)
    {
        var caseId = recommended[_next++];
        if (store == Tables)
            app.Proxy.Arm(write, app.StrikeApp);
        else
            await ArmAsync(store, write);
        var lives = await LivesAsync(async () =>
        {
            await DecideAsync(caseId);
            await EndAsync();
        });
        if (lives)
        {
            app.Proxy.Arm(null, app.StrikeApp);
            await ArmAsync(Bus, null);
            return null;
        }

        var where = string.Create(CultureInfo.InvariantCulture, $"{store} {write}: {app.Proxy.Stopped}");
        await StartAgainAsync();
        await DecideAsync(caseId);
        await EndAsync();
        return where;
    }

    private async Task StartAgainAsync()
    {
        await app.KillAppAsync();
        app.Proxy.Arm(null, app.StrikeApp);
        await app.StartAppAsync();
    }

    /// <summary>Approved already, or gone already, is as good.</summary>
    private async Task DecideAsync(string caseId)
    {
        var answer = await app.Api.PostAsync(
            $"/api/disposals/{caseId}", Head, """{ "decision": "approve", "reason": "Kept long enough." }""");
        if (answer.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
            answer.Expect(HttpStatusCode.OK);
    }

    private async Task StartRebuildAsync() =>
        (await app.Api.PostAsync("/api/operations/rebuild", Administrator, """{ "reason": "lines were lost" }""")).Expect(
            HttpStatusCode.Accepted);

    private static async Task<bool> LivesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task ArmAsync(string store, int? write) =>
        (
            await app.Api.PostAsync(
                "/admin/faults", by: null, new JsonObject { ["store"] = store, ["endBeforeWrite"] = write }.ToJsonString())
        ).Expect(HttpStatusCode.OK);
}
