using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace EndToEnd;

/// <summary>What a newcomer does: <c>./run</c>, the README's lines, Ctrl-C.</summary>
public sealed partial class RunScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("child-protection-run-").FullName;
    private readonly int _port = Loopback.FreePort();
    private readonly int _tablesPort = Loopback.FreePort();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_OnTheRealClock_TakesTheReadmesLinesAndLeavesNothingBehind()
    {
        await using var run = await StartAsync();

        var said = await ShellAsync(ReadmeLines("first"));

        Assert.Contains("'Referred'", said, StringComparison.Ordinal);
        Assert.Contains("id: 'referralDecision-1'", said, StringComparison.Ordinal);
        await CheckStopAsync(run, ChildProcess.Interrupt);
    }

    [Fact]
    public async Task Run_OnTheSimulatedClock_TakesAllOfTheReadmesLinesAndKeepsItsStateOverARestart()
    {
        await using (var run = await StartAsync("--clock", "simulated", "--now", "2026-02-02T08:00:00Z"))
        {
            var said = await ShellAsync(ReadmeLines("first") + ReadmeLines("second"));
            Assert.Contains("4  2026-02-04  Escalation", said, StringComparison.Ordinal);
            Assert.Contains("{ intact: true, facts: 5 }", said, StringComparison.Ordinal);
            await CheckStopAsync(run, ChildProcess.Terminate);
        }

        await using var again = await StartAsync("--clock", "simulated");
        using var api = new Api(new Uri($"http://localhost:{_port}"));
        Assert.Equal("Assessing", Assert.Single(await api.ListAsync("/api/cases?team=north"))["state"]!.ToString());
        Assert.Equal(2026, (await api.NowAsync()).Year);
        await CheckStopAsync(again, ChildProcess.Interrupt);
    }

    [Fact]
    public async Task Run_WhenItsPortIsTaken_NamesTheOptionThatChangesIt()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();
        await using var run = RunScript.Start("--port", $"{_port}", "--tables-port", $"{_tablesPort}", "--data", _folder);

        await run.EndedAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--port N", run.Output(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--demonstrate")]
    [InlineData("--port", "no")]
    [InlineData("--clock", "sundial")]
    [InlineData("--data")]
    public async Task Run_WithAnOptionItDoesNotKnow_SaysSoAndEndsWithTwo(params string[] options)
    {
        await using var run = RunScript.Start(options);

        await run.EndedAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(options[^1], run.Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenTheAppDies_StopsAzuriteTooAndSaysSo()
    {
        await using var run = await StartAsync();
        var app = Assert.Single(Processes(), one => one.Arguments.Contains("ChildProtection.Functions.dll", StringComparison.Ordinal));

        using (var process = Process.GetProcessById(app.Id))
            process.Kill();
        await run.EndedAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The app has ended unexpectedly", run.Output(), StringComparison.Ordinal);
        Assert.Empty(Processes());
    }

    private Task<ChildProcess> StartAsync(params string[] options) => RunScript.ReadyAsync(_folder, _port, _tablesPort, options);

    private async Task CheckStopAsync(ChildProcess run, int signal)
    {
        Assert.Equal(2, Processes().Count);
        await run.EndAsync(signal);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(Processes());
        // The folder mail is there as soon as somebody was to be told something.
        Assert.Equal(["app", "azurite", "azurite.log"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Where(name => name != "mail").Order(StringComparer.Ordinal));
    }

    /// <summary>Programs that were started with this test's ports or folder.</summary>
    private List<(int Id, string Arguments)> Processes() =>
    [
        .. from folder in Directory.GetDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), out _)
           let arguments = Arguments(folder)
           where arguments.Contains(_folder, StringComparison.Ordinal) && !arguments.StartsWith("bash ", StringComparison.Ordinal)
           select (int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture), arguments),
    ];

    private static string Arguments(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // It has ended since the folder was listed.
        }
    }

    /// <summary>Runs the README's lines as they stand, with this test's port.</summary>
    private async Task<string> ShellAsync(string lines)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _folder };
        start.ArgumentList.Add("-euc");
        start.ArgumentList.Add(lines.Replace("localhost:7071", $"localhost:{_port}", StringComparison.Ordinal));
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
