using System.Diagnostics;
using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary><c>./run</c> as a process, with a folder and ports of its own.</summary>
internal sealed class RunScript : IDisposable
{
    private const int Services = 3;
    private static readonly TimeSpan FirstStart = TimeSpan.FromMinutes(4);

    /// <summary>Gone when this is disposed.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("child-protection-run-").FullName;

    public int Port { get; } = Loopback.FreePort();

    public int BusPort { get; } = Loopback.FreePort();

    /// <summary>The first of Azurite's three.</summary>
    public int StoragePort { get; } = Loopback.FreePorts(Services)[0];

    public string[] Ports => ["--port", $"{Port}", "--bus-port", $"{BusPort}", "--storage-port", $"{StoragePort}"];

    public Uri Address => new($"http://localhost:{Port}");

    /// <summary>Starts it with exactly these options.</summary>
    public static ChildProcess Start(params string[] options)
    {
        // Where the tests themselves run in the background Ctrl-C is ignored, and a shell cannot undo what it inherits.
        var start = new ProcessStartInfo("env") { WorkingDirectory = Checkout.Root };
        foreach (var argument in (string[])["--default-signal=INT", "bash", Path.Combine(Checkout.Root, "run"), .. options])
            start.ArgumentList.Add(argument);
        return ChildProcess.Start(start);
    }

    /// <summary>Starts it on these ports and waits until it says that it is ready.</summary>
    public async Task<ChildProcess> ReadyAsync(string data, params string[] options)
    {
        var run = Start(["--data", data, .. Ports, .. options]);
        await run.LineAsync(line => line.StartsWith("Ready.", StringComparison.Ordinal), "./run's word that it is ready", FirstStart);
        return run;
    }

    /// <summary>Runs it to its end, which comes by itself.</summary>
    public static async Task CheckEndAsync(int code, string says, params string[] options)
    {
        await using var run = Start(options);
        await run.EndedAsync();
        Assert.True(run.ExitCode == code, run.Output());
        Assert.Contains(says, run.Output(), StringComparison.Ordinal);
    }

    /// <summary>Programs that were started with this folder, but for shells.</summary>
    public IReadOnlyList<(int Id, string Arguments)> Processes() =>
        [
            .. ProcessTable
                .All()
                .Where(one =>
                    one.Arguments.Contains(Folder, StringComparison.Ordinal) && !one.Arguments.StartsWith("bash ", StringComparison.Ordinal)
                ),
        ];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
