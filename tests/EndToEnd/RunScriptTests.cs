using System.Diagnostics;
using System.Text.RegularExpressions;
using EndToEnd.Harness;

namespace EndToEnd;

/// <summary>What a newcomer does: <c>./run</c>, the README's lines, Ctrl-C.</summary>
public sealed partial class RunScriptTests : IDisposable
{
    private const UnixFileMode OfOthers = (UnixFileMode)0b111_111;
    private readonly RunScript _run = new();

    private string State => Path.Combine(_run.Folder, "state");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Run_OnTheRealClock_TakesTheReadmesLinesAndLeavesNothingBehind()
    {
        await using var run = await _run.ReadyAsync(State);

        var said = await ShellAsync(ReadmeLines("first"));

        Assert.Contains("'Referred'", said, StringComparison.Ordinal);
        Assert.Contains("id: 'referralDecision-1'", said, StringComparison.Ordinal);
        await CheckStopAsync(run, ChildProcess.Interrupt);
    }

    [Fact]
    public async Task Run_OnTheSimulatedClock_TakesAllOfTheReadmesLinesAndKeepsItsStateOverARestart()
    {
        await using (var run = await _run.ReadyAsync(State, "--clock", "simulated", "--now", "2026-02-02T08:00:00Z"))
        {
            var said = await ShellAsync(ReadmeLines("first") + ReadmeLines("second"));
            Assert.Contains("4  2026-02-04  Escalation", said, StringComparison.Ordinal);
            Assert.Contains("{ intact: true, facts: 5 }", said, StringComparison.Ordinal);
            await CheckStopAsync(run, ChildProcess.Terminate);
        }

        await using var again = await _run.ReadyAsync(State, "--clock", "simulated");
        using var api = new Api(_run.Address);
        Assert.Equal("Assessing", Assert.Single(await api.ListAsync("/api/cases?team=north"))["state"]!.ToString());
        Assert.Equal(2026, (await api.NowAsync()).Year);
        await CheckStopAsync(again, ChildProcess.Interrupt);
    }

    [Theory]
    [InlineData("--demonstrate")]
    [InlineData("--port", "no")]
    [InlineData("--clock", "sundial")]
    [InlineData("--data")]
    [InlineData("--services", "--clock", "simulated")]
    public async Task Run_WithOptionsItCannotUse_SaysSoAndEndsWithTwo(params string[] options)
    {
        await using var run = RunScript.Start(options);

        await run.EndedAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(options[^1], run.Output(), StringComparison.Ordinal);
    }

    private async Task CheckStopAsync(ChildProcess run, int signal)
    {
        // Azurite and the host, which has its worker.
        var started = _run.Processes();
        Assert.Equal(2, started.Count);
        var workers = started.SelectMany(one => ProcessTable.ChildrenOf(one.Id)).ToList();
        Assert.Single(workers);
        await run.EndAsync(signal);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(_run.Processes());
        Assert.DoesNotContain(
            ProcessTable.All(),
            one => workers.Contains(one.Id) && one.Arguments.Contains("ChildProtection.Functions.dll", StringComparison.Ordinal));
        CheckOwnerAlone();
        // The folder mail exists after the first notice to staff.
        Assert.Equal(
            ["app", "azurite", "azurite.log", "lock", "state"],
            Directory.GetFileSystemEntries(State).Select(Path.GetFileName).Where(name => name != "mail").Order(StringComparer.Ordinal));
    }

    private void CheckOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(State, "*", SearchOption.AllDirectories).Prepend(State))
            Assert.True((File.GetUnixFileMode(entry) & OfOthers) == 0, $"{entry} is readable by others.");
    }

    /// <summary>Runs the README's lines as they stand, with this test's port.</summary>
    private async Task<string> ShellAsync(string lines)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _run.Folder };
        start.ArgumentList.Add("-euc");
        start.ArgumentList.Add(lines.Replace("localhost:7071", $"localhost:{_run.Port}", StringComparison.Ordinal));
        await using var shell = ChildProcess.Start(start);
        await shell.EndedAsync();
        Assert.True(shell.ExitCode == 0, shell.Output());
        return shell.Output();
    }

    /// <summary>The commands of the README between its markers: fenced blocks of the language sh.</summary>
    private static string ReadmeLines(string walk)
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        var part = Regex.Match(readme, $"<!-- walk {walk} -->(.*?)<!-- end -->", RegexOptions.Singleline);
        var blocks = Fence().Matches(part.Value).Select(block => block.Groups[1].Value);
        var lines = string.Concat(blocks);
        Assert.NotEmpty(lines);
        return lines;
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
