using System.Diagnostics;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>However <c>./run</c> or what it started ends, nothing is left running, and what was acknowledged is kept.</summary>
public sealed class RunEndTests : IDisposable
{
    private readonly RunScript _run = new();

    private string State => Path.Combine(_run.Folder, "state");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Run_KilledItself_TakesAllAlongAndItsStateIsSaved()
    {
        string caseId;
        await using (var run = await _run.ReadyAsync(State, "--clock", "simulated", "--now", StoryA.Begins))
        {
            using var api = new Api(_run.Address);
            caseId = (await api.ReferAsync(School, Referrals.Of("kept", StoryA.Begins), "kept")).Value("caseId");
            var workers = _run.Processes().SelectMany(one => ProcessTable.ChildrenOf(one.Id)).ToHashSet();
            Assert.NotEmpty(workers);
            await run.KillAsync();
            await NothingIsLeftAsync();
            Assert.DoesNotContain(
                ProcessTable.All(),
                one => workers.Contains(one.Id) && one.Arguments.Contains("ChildProtection.Functions.dll", StringComparison.Ordinal));
        }

        await using var again = await _run.ReadyAsync(State, "--clock", "simulated");
        using var later = new Api(_run.Address);
        Assert.Equal("Referred", (await later.GetAsync($"/api/cases/{caseId}")).Value("state"));
        await again.EndAsync(ChildProcess.Interrupt);
    }

    [Theory]
    [InlineData("LocalHost.dll", "The host of the app has ended unexpectedly")]
    [InlineData("azurite.js", "Azurite has ended unexpectedly")]
    public async Task Run_WhenAPartDies_StopsTheOtherAndSaysSo(string program, string said)
    {
        await using var run = await _run.ReadyAsync(State);
        var part = Assert.Single(_run.Processes(), one => one.Arguments.Contains(program, StringComparison.Ordinal));

        using (var process = Process.GetProcessById(part.Id))
            process.Kill();
        await run.EndedAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Output(), StringComparison.Ordinal);
        Assert.Empty(_run.Processes());
    }

    /// <summary>The pager is closed before all is said: what is written then reaches nobody.</summary>
    [Fact]
    public async Task Run_WhenNobodyReadsItAnyMore_LeavesNothingBehind()
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = Checkout.Root };
        foreach (var argument in (string[])["-c", "./run \"$@\" | head -n 2", "bash", "--data", State, .. _run.Ports])
            start.ArgumentList.Add(argument);
        await using var pager = ChildProcess.Start(start);

        await pager.EndedAsync();

        Assert.Contains("tools:", pager.Output(), StringComparison.Ordinal);
        await NothingIsLeftAsync();
    }

    private Task NothingIsLeftAsync() =>
        Until.TrueAsync(
            "no process is left",
            () => _run.Processes().Count == 0,
            seen: () => string.Join(Environment.NewLine, _run.Processes().Select(one => one.Arguments)));
}
