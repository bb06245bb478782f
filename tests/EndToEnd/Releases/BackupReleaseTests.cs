using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Releases;

/// <summary>
/// Backups that the <c>./run</c> of earlier releases made, restored by the <c>./run</c> of today: rows, messages, clock, mail and keys
/// (F17).
/// </summary>
public sealed class BackupReleaseTests : IClassFixture<KeptRelease>, IDisposable
{
    private readonly RunScript _run = new();

    public static TheoryData<string> Releases { get; } = [.. KeptBackup.Releases];

    public void Dispose() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Restore_OfABackupOfAnEarlierRelease_GoesOnWhereItStood(string release)
    {
        var (backup, state) = (Path.Combine(_run.Folder, "backup"), Path.Combine(_run.Folder, "state"));
        var kept = await KeptBackup.UnpackAsync(release, backup);

        await using var run = await _run.ReadyAsync(state, "--restore", backup, "--clock", "simulated");

        using var api = new Api(_run.Address);
        await CheckKeyAsync(api, Path.Combine(backup, "app", "signing-key"));
        Assert.Equal(DateTimeOffset.Parse(kept["now"]!.ToString(), CultureInfo.InvariantCulture), await api.NowAsync());
        await TakesUnfinishedAsync(api, kept["unfinished"]!);
        foreach (var one in kept["cases"]!.AsArray())
            await IsWhereItWasAsync(api, one!);
        Assert.Equal(Ids(kept["deadLetters"]!.AsArray()!), Ids(await api.ListAsync("/api/dead-letters", Administrator)));
        Assert.NotEmpty(await new BusPlayer(api, "school").ReceiveAsync());
        var mail = Directory.GetFiles(Path.Combine(state, "mail")).Select(Path.GetFileName).ToHashSet();
        Assert.Superset(kept["mail"]!.AsArray().Select(name => (string?)name!.ToString()).ToHashSet(), mail);
        await TimersFireAsync(api, kept);
        await run.EndAsync(ChildProcess.Interrupt);
    }

    /// <summary>A token that was signed with the key of the backup is believed.</summary>
    private static async Task CheckKeyAsync(Api api, string keyFile)
    {
        var now = TimeProvider.System.GetUtcNow();
        var issued = (await api.TokenAsync(Manager)).Split('.');
        var claims = JsonNode.Parse(Base64Url(issued[1]))!.AsObject();
        claims["exp"] = now.AddMinutes(7).ToUnixTimeSeconds();
        var signed = $"{issued[0]}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(await File.ReadAllTextAsync(keyFile)), Encoding.UTF8.GetBytes(signed));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/cases?team=north");
        request.Headers.Authorization = new("Bearer", $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}");
        (await api.SendAsync(request)).Expect(HttpStatusCode.OK);
    }

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    /// <summary>The message that lay in the queue becomes a fact, once, after those that were there.</summary>
    private static Task TakesUnfinishedAsync(Api api, JsonNode unfinished) =>
        Until.TrueAsync(
            "the message in the queue is decided",
            async () =>
                (await api.ListAsync($"/api/cases/{unfinished["caseId"]}/chronology")).Count(fact =>
                    fact["eventId"]?.ToString() == unfinished["eventId"]!.ToString()
                ) == 1);

    private static async Task IsWhereItWasAsync(Api api, JsonNode kept)
    {
        var path = $"/api/cases/{kept["caseId"]}";
        Assert.Equal(kept["state"]!.ToString(), (await api.GetAsync(path)).Expect(HttpStatusCode.OK).Value("state"));
        var facts = kept["facts"]!.AsArray().Select(fact => fact!.ToString()).ToList();
        Assert.Equal(
            facts,
            (await api.ListAsync($"{path}/chronology"))
                .Take(facts.Count)
                .Select(fact => $"{fact["sequence"]} {fact["type"]} {fact["hash"]}"));
        var deadlines = (await api.ListAsync($"{path}/deadlines")).Select(one => $"{one["id"]} {one["dueOn"]} {one["status"]}").ToHashSet();
        Assert.Superset(kept["deadlines"]!.AsArray().Select(one => one!.ToString()).ToHashSet(), deadlines);
        Assert.Equal(
            "True", (await api.GetAsync($"{path}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"), ignoreCase: true);
    }

    private static async Task TimersFireAsync(Api api, JsonObject kept)
    {
        var referred = kept["cases"]!.AsArray().Single(one => one!["name"]!.ToString() == "referred")!["caseId"];
        await api.AdvanceToAsync("2026-03-12T00:00:00Z");
        Assert.Contains("Overdue", (await api.ListAsync($"/api/cases/{referred}/chronology")).Select(fact => fact["type"]!.ToString()));
    }

    private static IEnumerable<string> Ids(IEnumerable<JsonNode> letters) =>
        letters.Select(letter => $"{letter["id"]} {letter["entity"]} {letter["reason"]}");
}
