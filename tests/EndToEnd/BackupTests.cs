using System.Collections.Concurrent;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>A state that is backed up in the middle of its work, and brought back in another place.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Now = "2026-02-02T08:00:00Z";
    private const int Enough = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("child-protection-backup-").FullName;
    private readonly int _port = Loopback.FreePort();
    private readonly int _tablesPort = Loopback.FreePort();

    private string Backup => Path.Combine(_folder, "backup");

    private string State => Path.Combine(_folder, "state");

    private string Restored => Path.Combine(_folder, "restored");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_OfAStateThatWasStoppedUnderLoad_HoldsAllThatWasAcknowledgedAndGoesOnElsewhere()
    {
        var acknowledged = await WorkAsync();
        await CheckEndAsync(0, "Backed up", "--data", State, "--backup", Backup);
        await CheckEndAsync(1, "is there already", "--data", State, "--backup", Backup);
        await CheckEndAsync(1, "There is a state", "--data", State, "--restore", Backup, "--port", $"{_port}", "--tables-port", $"{_tablesPort}");
        await CheckDamageAsync();

        await using var run = await RunScript.ReadyAsync(Restored, _port, _tablesPort, "--restore", Backup, "--clock", "simulated");
        using var api = new Api(new Uri($"http://localhost:{_port}"));

        Assert.Equal(DateTimeOffset.Parse(Now, System.Globalization.CultureInfo.InvariantCulture), await api.NowAsync());
        foreach (var caseId in acknowledged)
            Assert.Equal("True", (await api.GetAsync($"/api/cases/{caseId}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"), ignoreCase: true);
        var listed = (await api.ListAsync("/api/cases?team=north")).Select(one => one["caseId"]!.ToString()).ToHashSet();
        Assert.Subset(listed, acknowledged.ToHashSet());
        await api.AdvanceToAsync("2026-02-05T08:00:00Z");
        foreach (var caseId in acknowledged)
            Assert.Equal("overdue", Assert.Single(await api.ListAsync($"/api/cases/{caseId}/deadlines"))["status"]!.ToString());
        (await api.RaiseAsync(acknowledged.First(), Manager, "ReferralDecision", "2026-02-05", """{ "outcome": "assess" }""", "goes-on")).Expect(HttpStatusCode.OK);
        await run.EndAsync(ChildProcess.Interrupt);
    }

    /// <summary>Referrals from several sides until the whole is stopped in the middle of them; returns the cases that were acknowledged.</summary>
    private async Task<IReadOnlyCollection<string>> WorkAsync()
    {
        ConcurrentBag<string> acknowledged = [];
        await using var run = await RunScript.ReadyAsync(State, _port, _tablesPort, "--clock", "simulated", "--now", Now);
        await CheckEndAsync(1, "in use", "--data", State, "--backup", Backup);
        using var api = new Api(new Uri($"http://localhost:{_port}"));
        var working = Enumerable.Range(0, 3).Select(side => ReferAsync(api, side, acknowledged)).ToArray();
        await Until.TrueAsync("cases are opened", () => Task.FromResult(acknowledged.Count >= Enough));
        await run.EndAsync(ChildProcess.Terminate);
        await Task.WhenAll(working);
        return acknowledged;
    }

    private static async Task ReferAsync(Api api, int side, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var answer = await api.ReferAsync(Manager, Referrals.Of($"{side}-{number}", Now), $"load-{side}-{number}");
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

    private async Task CheckDamageAsync()
    {
        var file = Directory.GetFiles(Path.Combine(Backup, "app")).First(name => name.EndsWith(".db", StringComparison.Ordinal));
        var sound = await File.ReadAllBytesAsync(file);
        var damaged = sound.ToArray();
        damaged[^1] ^= 1;
        await File.WriteAllBytesAsync(file, damaged);
        await CheckEndAsync(1, "is damaged", "--data", Restored, "--restore", Backup, "--port", $"{_port}", "--tables-port", $"{_tablesPort}");
        await File.WriteAllBytesAsync(file, sound);
    }

    private static async Task CheckEndAsync(int code, string says, params string[] options)
    {
        await using var run = RunScript.Start(options);
        await run.EndedAsync();
        Assert.True(run.ExitCode == code, run.Output());
        Assert.Contains(says, run.Output(), StringComparison.Ordinal);
    }
}
