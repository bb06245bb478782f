using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// Records whose time has come are disposed of while the app is killed on the way, again and again. In the end each is gone to the last
/// byte that the installation stores, each has one tombstone, and nothing else has changed.
/// </summary>
public sealed class DisposalTests(ITestOutputHelper output) : InstallationTest(output)
{
    private readonly ITestOutputHelper _output = output;

    [Fact]
    public async Task Records_DisposedOfWithTheAppKilledOnTheWay_AreGoneToTheLastByteAndNothingElseIs()
    {
        var app = await InstallWithTablesAsync(
            SharedInstallation.Now, $"Retention__File={Path.Combine(Checkout.Root, "tests/EndToEnd/Stories/kept-no-longer.json")}");
        using var tables = new RawTables(app.Tables.Port);
        var kept = new KeptRecords(app, tables);
        var gone = await kept.TellAsync(records: LongRuns.Asked ? 60 : 8, letters: LongRuns.Asked ? 4 : 1);
        await app.Api.AdvanceToAsync("2026-03-01T03:00:05Z");
        var before = await kept.StateAsync(gone);
        await RecommendAsync(app, gone);

        var disposal = new KilledDisposal(app, gone);
        var kills = LongRuns.Asked ? await disposal.AtEveryWriteAsync() : await disposal.AtSomeWritesAsync(new Random(20260301));
        kills.Add(await disposal.WhileListsAreMadeAgainAsync(kept, write: 12));
        _output.WriteLine(string.Join(Environment.NewLine, kills));
        // An entry of the access log is a transaction, as a batch of the record's rows is.
        string[] steps = LongRuns.Asked
            ? ["'open'", "RowKey='case'", "'disposed'", "/Index", "/$batch", "bus 1", "lists"]
            : ["tables", "bus", "lists"];
        Assert.All(steps, step => Assert.Contains(kills, kill => kill.Contains(step, StringComparison.Ordinal)));
        await disposal.RestAsync();

        Assert.Equal(before, await kept.StateAsync(gone));
        // What was approved and had not begun when the app died is taken up on the first of the month.
        await app.Api.AdvanceToAsync("2026-04-01T03:00:05Z");
        await disposal.EndAsync();
        await CheckGoneAsync(app, tables, gone);
        await kept.CheckAsync();

        await app.StopAppAsync();
        await app.Tables.StopAsync();
        CheckBytes(app, gone, kept);
    }

    private static async Task RecommendAsync(Installation app, IReadOnlyList<string> gone)
    {
        var proposed = (await app.Api.ListAsync("/api/disposals?status=proposed", Head)).Select(one => one["caseId"]!.ToString());
        Assert.Equal(gone.Order(StringComparer.Ordinal), proposed.Order(StringComparer.Ordinal));
        foreach (var caseId in gone)
            (
                await app.Api.PostAsync(
                    $"/api/disposals/{caseId}", ServiceManager, """{ "decision": "recommend", "reason": "Kept long enough." }""")
            ).Expect(HttpStatusCode.OK);
    }

    private static async Task CheckGoneAsync(Installation app, RawTables tables, IReadOnlyList<string> gone)
    {
        var hashes = gone.Select(caseId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caseId))));
        Assert.Equal(
            hashes.Order(StringComparer.Ordinal).Select(hash => $"disposed {hash}"),
            (await tables.RowsAsync("Disposals")).Select(row => $"{row["PartitionKey"]} {row["RowKey"]}").Order(StringComparer.Ordinal));
        foreach (var table in await tables.TablesAsync())
        {
            var rows = (await tables.RowsAsync(table)).Select(row => row.ToJsonString()).ToList();
            Assert.DoesNotContain(rows, row => row.Contains(KeptRecords.Gone, StringComparison.OrdinalIgnoreCase));
            // Who read what is kept for a time of its own, by the case's id.
            if (table != "Access")
                Assert.DoesNotContain(rows, row => gone.Any(caseId => row.Contains(caseId, StringComparison.Ordinal)));
        }

        foreach (var caseId in gone)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.Api.GetAsync($"/api/cases/{caseId}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.Api.SendAsync(HttpMethod.Get, $"/admin/instances/{caseId}", by: null)).Status);
        }
    }

    /// <summary>Every file of the installation, with app and table service at rest.</summary>
    private static void CheckBytes(Installation app, IReadOnlyList<string> gone, KeptRecords kept)
    {
        var search = ByteSearch.In(app.Folder, KeptRecords.WithoutAccess);
        foreach (var part in (string[])["app/bus.db", "azurite/__azurite_db_table__.json", "mail/"])
            Assert.Contains(search.Files, file => file.StartsWith(part, StringComparison.Ordinal));
        // What stays is found in each place and way, so that what is gone would be.
        var (words, ids) = (search.Find(KeptRecords.Stays), search.Find(kept.OpenCase));
        foreach (
            var place in (string[])
                ["azurite/__azurite_db_table__.json, plain", "azurite/__azurite_db_table__.json, packed", "app/bus.db, plain"])
            Assert.Contains(words, found => found.StartsWith(place, StringComparison.Ordinal));
        foreach (var place in (string[])["azurite/__azurite_db_table__.json, plain", "app/bus.db, plain", "mail/"])
            Assert.Contains(ids, found => found.StartsWith(place, StringComparison.Ordinal));

        Assert.Empty(search.Find(KeptRecords.Gone));
        Assert.All(gone, caseId => Assert.Empty(search.Find(caseId)));
        Assert.DoesNotContain(KeptRecords.Gone, app.Output(), StringComparison.OrdinalIgnoreCase);
    }
}
