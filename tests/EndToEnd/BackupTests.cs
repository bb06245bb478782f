using System.Collections.Concurrent;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>A state that is backed up in the middle of its work, and brought back in another place, on either kind of clock.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Now = "2026-02-02T08:00:00Z";
    private const int Enough = 12;

    private readonly RunScript _run = new();
    private string _today = Now;

    private string Backup => Path.Combine(_run.Folder, "backup");

    private string State => Path.Combine(_run.Folder, "state");

    private string Restored => Path.Combine(_run.Folder, "restored");

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("simulated")]
    [InlineData("system")]
    public async Task Backup_OfAStateThatWasStoppedUnderLoad_HoldsAllThatWasAcknowledgedAndGoesOnElsewhere(string clock)
    {
        var acknowledged = await WorkAsync(clock);
        await RunScript.CheckEndAsync(0, "Backed up", "--data", State, "--backup", Backup);
        await RunScript.CheckEndAsync(1, "is there already", "--data", State, "--backup", Backup);
        await RunScript.CheckEndAsync(1, "There is a state", ["--data", State, "--restore", Backup, "--clock", clock, .. _run.Ports]);
        await RunScript.CheckEndAsync(
            1,
            $"on the {clock} clock",
            ["--data", Restored, "--restore", Backup, "--clock", clock == "system" ? "simulated" : "system", .. _run.Ports]);
        await CheckDamageAsync(clock);

        await using var run = await _run.ReadyAsync(Restored, "--restore", Backup, "--clock", clock);

        using var api = new Api(_run.Address);
        foreach (var caseId in acknowledged)
            Assert.Equal(
                "True",
                (await api.GetAsync($"/api/cases/{caseId}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"),
                ignoreCase: true);
        var listed = (await api.ListAsync("/api/cases?team=north&limit=500")).Select(one => one["caseId"]!.ToString()).ToHashSet();
        Assert.Subset(listed, acknowledged.ToHashSet());
        var on = clock == "simulated" ? await GoOnAsync(api, acknowledged) : _today[..10];
        // The official engine first takes its queues over.
        await Until.TrueAsync(
            "a case goes on",
            async () =>
                (
                    await api.RaiseAsync(acknowledged.First(), Manager, "ReferralDecision", on, """{ "outcome": "assess" }""", "goes-on")
                ).Status == HttpStatusCode.OK,
            TimeSpan.FromMinutes(2));
        await run.EndAsync(ChildProcess.Interrupt);
    }

    /// <summary>The clock stands where it stood, and every case's timers are set.</summary>
    /// <returns>The day to which it has gone on.</returns>
    private static async Task<string> GoOnAsync(Api api, IReadOnlyCollection<string> acknowledged)
    {
        Assert.Equal(DateTimeOffset.Parse(Now, System.Globalization.CultureInfo.InvariantCulture), await api.NowAsync());
        await api.AdvanceToAsync("2026-02-05T08:00:00Z");
        foreach (var caseId in acknowledged)
            Assert.Equal("overdue", Assert.Single(await api.ListAsync($"/api/cases/{caseId}/deadlines"))["status"]!.ToString());
        return "2026-02-05";
    }

    /// <summary>
    /// Referrals from several sides until the whole is stopped in the middle of them; returns the cases that were acknowledged.
    /// </summary>
    private async Task<IReadOnlyCollection<string>> WorkAsync(string clock)
    {
        ConcurrentBag<string> acknowledged = [];
        await using var run = await _run.ReadyAsync(State, clock == "simulated" ? ["--clock", clock, "--now", Now] : ["--clock", clock]);
        using var api = new Api(_run.Address);
        _today = (await api.NowAsync()).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var working = Enumerable.Range(0, 3).Select(side => ReferAsync(api, side, acknowledged)).ToArray();
        await Until.TrueAsync("cases are opened", () => acknowledged.Count >= Enough);
        await run.EndAsync(ChildProcess.Terminate);
        await Task.WhenAll(working);
        return acknowledged;
    }

    private async Task ReferAsync(Api api, int side, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var answer = await api.ReferAsync(Manager, Referrals.Of($"{side}-{number}", _today), $"load-{side}-{number}");
                if (answer.Status == HttpStatusCode.Created)
                    acknowledged.Add(answer.Value("caseId"));
                else if (answer.Status != HttpStatusCode.Accepted)
                    return;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            // The app is stopped, as was wanted.
        }
    }

    private async Task CheckDamageAsync(string clock)
    {
        var file = Directory.GetFiles(Path.Combine(Backup, "app")).First(name => name.EndsWith(".db", StringComparison.Ordinal));
        var sound = await File.ReadAllBytesAsync(file);
        var damaged = sound.ToArray();
        damaged[^1] ^= 1;
        await File.WriteAllBytesAsync(file, damaged);
        await RunScript.CheckEndAsync(1, "is damaged", ["--data", Restored, "--restore", Backup, "--clock", clock, .. _run.Ports]);
        await File.WriteAllBytesAsync(file, sound);
    }
}
