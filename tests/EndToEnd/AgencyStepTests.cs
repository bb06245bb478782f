using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// The app is killed between every two steps from an agency's message to the notification of it: before each write that tables, engine and bus make
/// on the way. Whatever was under way ends as if nothing had happened.
/// </summary>
public sealed class AgencyStepTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Tables = "tables";
    private const string Concern = """{ "occurredOn": "2026-02-02", "data": { "significantHarm": false, "concern": "Came without a coat." } }""";
    private const string NoMail = "Messaging__ConcurrentMail=0";
    private readonly ITestOutputHelper _output = output;

    [Fact]
    public async Task Message_WithTheAppKilledBeforeEveryWrite_IsDecidedOnceAndToldOnce()
    {
        var app = await InstallAsync(SharedInstallation.Now, NoMail);
        var story = await Assessing.CaseAsync(() => app.Api, "1001", School);
        var (kills, sent) = (new List<string>(), 0);
        foreach (var store in (string[])[Tables, "engine", "bus"])
        {
            // A schedule may write in between, so that the last write was not the last: before that one it is killed twice.
            for (var (write, ended) = (1, 0); ended < (store == Tables ? 2 : 1);)
            {
                var where = await DiesAsync(app, story, store, write, id: $"message-{++sent}");
                if (where is not null)
                    kills.Add($"{store} {write}: {where}");
                (write, ended) = where is null ? (write - 1, ended + 1) : (write + 1, ended);
            }
        }

        _output.WriteLine(string.Join(Environment.NewLine, kills));
        // The star is the account, which each installation has of its own.
        foreach (var step in (string[])["/Access", "/Pending", "/Cases", "/$batch", "/Index", "DELETE /*/Cases(", "DELETE /*/Pending(", "engine 2", "bus 3"])
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

    /// <summary>One message, and the app killed before the given write of a store.</summary>
    /// <returns>Where it died; null when the message was done with before that store had written as often.</returns>
    private static async Task<string?> DiesAsync(Installation app, Story story, string store, int write, string id)
    {
        if (store == Tables)
            app.Proxy.Arm(write, app.StrikeApp);
        else
            await ArmAsync(app, store, write);
        if (await EndsAsync(app, story, id))
        {
            app.Proxy.Arm(null, app.StrikeApp);
            if (store != Tables)
                await ArmAsync(app, store, null);
            return null;
        }

        var where = app.Proxy.Stopped ?? "";
        await app.KillAppAsync();
        app.Proxy.Arm(null, app.StrikeApp);
        await app.StartAppAsync();
        // An agency that does not know whether its message arrived sends it again.
        Assert.True(await EndsAsync(app, story, id), $"The app died twice at {store} {write}.");
        return where;
    }

    /// <returns>False when the app died on the way.</returns>
    private static async Task<bool> EndsAsync(Installation app, Story story, string id)
    {
        try
        {
            await new BusPlayer(app.Api, "school").SendAsync(story.CaseId, "NewConcern", Concern, id);
            // Moving the clock waits until no message and no orchestration has anything left to do.
            (await app.Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1S" }""")).Expect(HttpStatusCode.OK);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task ArmAsync(Installation app, string store, int? write) =>
        (await app.Api.PostAsync("/admin/faults", by: null, new JsonObject { ["store"] = store, ["endBeforeWrite"] = write }.ToJsonString())).Expect(HttpStatusCode.OK);
}
