using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Closed cases that are kept no longer, each with a mark of its own in every name, word and id; and beside them one that is closed and
/// held and one that is open, which stay.
/// </summary>
internal sealed class KeptRecords(Installation app, RawTables tables)
{
    /// <summary>The mark of what is to go; a number follows.</summary>
    public const string Gone = "Zqgone";

    /// <summary>The mark of what stays.</summary>
    public const string Stays = "Zqstay";

    private const string On = "2026-02-02";
    private const string AzuriteFile = "azurite/__azurite_db_table__.json";
    private static readonly string[] Lists = ["Worklist", "Approvals", "Index"];

    private string _held = "";

    public string OpenCase { get; private set; } = "";

    /// <param name="records">How many are to go.</param>
    /// <param name="letters">About how many of them a message lies that cannot be used.</param>
    /// <returns>The cases that are to go, those with a message first.</returns>
    public async Task<IReadOnlyList<string>> TellAsync(int records, int letters)
    {
        OpenCase = await ReferAsync(Stays + "1");
        await DecideAsync(OpenCase, $$"""{ "outcome": "assess", "reason": "{{Stays}} said." }""");
        _held = await CloseAsync(Stays + "2", told: true);
        (
            await app.Api.SendAsync(
                HttpMethod.Put,
                $"/api/cases/{_held}/legal-hold",
                ServiceManager,
                Api.Json($$"""{ "held": true, "reason": "{{Stays}} complains." }"""))
        ).Expect(HttpStatusCode.OK);
        List<string> gone = [];
        for (var number = 1; number <= records; number++)
            gone.Add(await CloseAsync(string.Create(CultureInfo.InvariantCulture, $"{Gone}{number:D2}"), told: number <= 2));
        var school = new BusPlayer(app.Api, "school");
        foreach (var caseId in (string[])[OpenCase, .. gone.Take(letters)])
            await school.SendAsync(
                caseId, "NoSuchEvent", $$"""{ "words": "{{(caseId == OpenCase ? Stays : Gone)}} came late." }""", $"late-{caseId}");
        await Until.TrueAsync(
            "all are dead letters", async () => (await app.Api.ListAsync("/api/dead-letters", Administrator)).Count == letters + 1);
        return gone;
    }

    /// <summary>
    /// Every row of the cases that stay, every line of a list that names none that goes, and how many deadlines ended how.
    /// </summary>
    public async Task<IReadOnlyList<string>> StateAsync(IReadOnlyList<string> gone)
    {
        List<string> lines = [];
        lines.AddRange(
            (await tables.RowsAsync("Cases"))
                .Where(row => row["PartitionKey"]!.ToString() is var caseId && (caseId == OpenCase || caseId == _held))
                .Select(row => row.ToJsonString()));
        foreach (var list in Lists)
        {
            // How far the watch has come is no line.
            lines.AddRange(
                (await tables.RowsAsync(list))
                    .Where(row => row["PartitionKey"]!.ToString() != "watch")
                    .Select(row => $"{list} {row.ToJsonString()}")
                    .Where(line =>
                        !line.Contains(Gone, StringComparison.OrdinalIgnoreCase)
                        && !gone.Any(caseId => line.Contains(caseId, StringComparison.Ordinal))));
        }

        var ended = (await tables.RowsAsync("Timeliness")).SelectMany(row =>
            Ended(row).Select(one => (Measure: $"{row["PartitionKey"]} {one.Name}", one.Count)));
        lines.AddRange(
            ended
                .GroupBy(one => one.Measure)
                .Select(measure => $"{measure.Key} {measure.Sum(one => one.Count)}")
                .Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>Takes every line away that the lists have of the open case; how far the watch has come is no line.</summary>
    public async Task SpoilAsync()
    {
        foreach (var list in Lists)
        {
            foreach (var row in (await tables.RowsAsync(list)).Where(row =>
                row["PartitionKey"]!.ToString() != "watch" && row.ToJsonString().Contains(OpenCase, StringComparison.Ordinal)))
                await tables.DeleteAsync(list, row);
        }
    }

    /// <summary>What stays is there, whole.</summary>
    public async Task CheckAsync()
    {
        foreach (var caseId in (string[])[OpenCase, _held])
            Assert.Equal(
                "true", (await app.Api.GetAsync($"/api/cases/{caseId}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"));
        Assert.Equal(
            $"{Stays} complains.",
            (await app.Api.GetAsync($"/api/cases/{_held}", ServiceManager)).Expect(HttpStatusCode.OK).Body["legalHold"]![
                "reason"
            ]!.ToString());
        Assert.Single(await app.Api.ListAsync("/api/dead-letters", Administrator));
        Assert.Contains(Directory.GetFiles(app.Mail), file => File.ReadAllText(file).Contains(OpenCase, StringComparison.Ordinal));
    }

    /// <summary>
    /// The table service's file without the log of accesses, which is kept for a time of its own and names the cases that were looked at.
    /// </summary>
    public static byte[] WithoutAccess(string file, byte[] bytes)
    {
        if (file != AzuriteFile)
            return bytes;
        var stored = JsonNode.Parse(bytes)!;
        var collections = stored["collections"]!.AsArray();
        collections.Remove(collections.Single(one => one!["name"]!.ToString().EndsWith("$Access", StringComparison.Ordinal)));
        return Encoding.UTF8.GetBytes(stored.ToJsonString());
    }

    /// <summary>A line says how one deadline ended; what is left of a record says how many did.</summary>
    private static IEnumerable<(string Name, long Count)> Ended(JsonObject row) =>
        row["Status"] is { } status
            ? [(status.ToString(), 1), ("DaysLate", long.Parse(row["DaysLate"]?.ToString() ?? "0", CultureInfo.InvariantCulture))]
            : row.Where(one =>
                    one.Key is not ("PartitionKey" or "RowKey" or "SchemaVersion") && !one.Key.Contains('@', StringComparison.Ordinal))
                .Select(one => (one.Key, long.TryParse(one.Value!.ToString(), CultureInfo.InvariantCulture, out var count) ? count : 0));

    /// <param name="mark">The mark of the case.</param>
    /// <param name="told">An agency reported something more about it, over the bus.</param>
    private async Task<string> CloseAsync(string mark, bool told)
    {
        var caseId = await ReferAsync(mark);
        if (told)
        {
            await new BusPlayer(app.Api, "school").SendAsync(
                caseId,
                "NewConcern",
                $$"""{ "occurredOn": "{{On}}", "data": { "significantHarm": false, "concern": "{{mark}} sent." } }""",
                $"more-{mark}");
            await Until.TrueAsync(
                "the school's message is taken", async () => (await app.Api.ListAsync($"/api/cases/{caseId}/chronology")).Count == 2);
        }

        await DecideAsync(caseId, $$"""{ "outcome": "noFurtherAction", "reason": "{{mark}} is safe." }""");
        return caseId;
    }

    private async Task<string> ReferAsync(string mark)
    {
        var referral = Referrals
            .Of(mark, SharedInstallation.Now)
            .Replace("Robin", $"{mark} Given", StringComparison.Ordinal)
            .Replace("Example", $"{mark} Family", StringComparison.Ordinal)
            .Replace("Often hungry", $"{mark} often hungry", StringComparison.Ordinal);
        return (await app.Api.ReferAsync(School, referral, $"refer-{mark}")).Expect(HttpStatusCode.Created).Value("caseId");
    }

    private async Task DecideAsync(string caseId, string data) =>
        (await app.Api.RaiseAsync(caseId, Manager, "ReferralDecision", On, data, $"decide-{caseId}")).Expect(HttpStatusCode.OK);
}
