using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd.RealTime;

/// <summary>The main line of a case in real time, on the official durable extension with blobs, queues and tables in Azurite.</summary>
public sealed class MainLineTests(ITestOutputHelper output) : InstallationTest(output)
{
    /// <summary>Killed work is hidden in its queue for half a minute.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Case_OverdueAndKilledOnTheWay_EscalatesHearsItsAgencyAndGoesOnAfterEachStart()
    {
        var app = await InstallAsync(new InstallationPlan { OwnAzurite = true });
        var (story, today) = await ReferredCase.OpenAsync(app, "real", School, daysAgo: 7);
        await HasAsync(app, story, "Overdue", "Escalation");
        await new BusPlayer(app.Api, "school").SendAsync(
            story.CaseId, "NewConcern", $$"""{ "occurredOn": "{{today}}", "data": {{Data.Concern}} }""", "by-message");
        await HasAsync(app, story, "NewConcern");

        Assert.True(app.StrikeWorker());
        await DecideAsync(app, story, today, "after-the-worker");
        await app.KillAppAsync();
        await app.StartAppAsync();
        await DecideAsync(app, story, today, "after-the-host");
        Assert.Equal(0, await app.StopAppAsync());
        await app.StartAppAsync();
        await DecideAsync(app, story, today, "after-the-stop");

        var facts = await app.Api.ListAsync($"{story.CasePath}/chronology");
        Assert.Equal(4, facts.Count(fact => fact["type"]!.ToString() == "NewConcern"));
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact["sequence"]!.GetValue<int>()));
        Assert.Equal(
            "True",
            (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"),
            ignoreCase: true);
        Assert.DoesNotContain("The engine knows none of the checked cases", app.Output(), StringComparison.Ordinal);
        await EngineHoldsNoWordAsync(app);
    }

    private static Task HasAsync(Installation app, Story story, params string[] types) =>
        Until.TrueAsync(
            $"the chronology has {string.Join(", ", types)}",
            async () =>
                types.Except((await app.Api.ListAsync($"{story.CasePath}/chronology")).Select(fact => fact["type"]!.ToString())).ToList()
                    is [],
            Hidden);

    /// <summary>Asked until it is decided: a request may meet a host without a worker.</summary>
    private static Task DecideAsync(Installation app, Story story, string today, string key) => Until.TrueAsync(
        $"{key} is decided",
        async () =>
            (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", today, Data.Concern, key)).Status == HttpStatusCode.OK,
        Hidden);

    /// <summary>Its tables hold neither a name nor what was reported.</summary>
    private static async Task EngineHoldsNoWordAsync(Installation app)
    {
        using var tables = new RawTables(app.Tables.Port);
        var engine = (await tables.TablesAsync())
            .Where(table => table.EndsWith("Instances", StringComparison.Ordinal) || table.EndsWith("History", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, engine.Count);
        List<JsonObject> rows = [];
        foreach (var table in engine)
            rows.AddRange(await tables.RowsAsync(table));
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.DoesNotMatch("Came without a coat|Robin", row.ToJsonString()));
    }
}
