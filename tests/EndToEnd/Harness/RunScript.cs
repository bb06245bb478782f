using System.Diagnostics;

namespace EndToEnd.Harness;

/// <summary><c>./run</c> as a process.</summary>
internal static class RunScript
{
    private static readonly TimeSpan FirstStart = TimeSpan.FromMinutes(4);

    public static ChildProcess Start(params string[] options) => StartWith([], options);

    /// <summary>Starts it with settings of the app in its environment, each as <c>NAME=VALUE</c>.</summary>
    public static ChildProcess StartWith(string[] settings, params string[] options)
    {
        // Where the tests themselves run in the background Ctrl-C is ignored, and a shell cannot undo what it inherits.
        var start = new ProcessStartInfo("env") { WorkingDirectory = Checkout.Root };
        foreach (var argument in (string[])["--default-signal=INT", .. settings, "bash", Path.Combine(Checkout.Root, "run"), .. options])
            start.ArgumentList.Add(argument);
        return ChildProcess.Start(start);
    }

    /// <summary>Starts it with that state and waits until it says that it is ready.</summary>
    public static Task<ChildProcess> ReadyAsync(string data, int port, int tablesPort, params string[] options) =>
        ReadyAsync(Start(["--data", data, "--port", $"{port}", "--tables-port", $"{tablesPort}", .. options]));

    public static async Task<ChildProcess> ReadyAsync(ChildProcess run)
    {
        await run.LineAsync(line => line.StartsWith("Ready.", StringComparison.Ordinal), "./run's word that it is ready", FirstStart);
        return run;
    }
}
