using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EndToEnd.Harness;

/// <summary>The local host as a process of its own, and the worker that it starts.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly ChildProcess _process;

    private HostProcess(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public bool HasEnded => _process.HasEnded;

    public int ExitCode => _process.ExitCode;

    /// <summary>Returns when it listens; the worker is being started then.</summary>
    /// <param name="arguments">The host's options.</param>
    /// <param name="environment">Settings of the app.</param>
    /// <param name="settings">The host's settings file; the checkout's own unless given.</param>
    public static async Task<HostProcess> StartAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? settings = null)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Checkout.Root };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (
            var argument in (string[])
                [Checkout.Host, "--settings", settings ?? Checkout.HostSettings, "--stop-with-input", "--fault-points", .. arguments])
            start.ArgumentList.Add(argument);
        var process = ChildProcess.Start(start, leash: true);
        var line = await process.LineAsync(line => line.StartsWith(Listening, StringComparison.Ordinal), "The host's address");
        return new HostProcess(process, new Uri(line[Listening.Length..].Trim()));
    }

    public string Output() => _process.Output();

    /// <summary>SIGKILL to the worker alone, from whatever thread, without waiting for its end.</summary>
    /// <returns>Whether there was one.</returns>
    public bool StrikeWorker()
    {
        var workers = ProcessTable.ChildrenOf(_process.Id);
        foreach (var worker in workers)
            _ = kill(worker, ChildProcess.Kill);
        return workers.Count > 0;
    }

    /// <summary>SIGKILL to the worker alone, from whatever thread; returns when it has ended.</summary>
    public void EndWorker()
    {
        foreach (var id in ProcessTable.ChildrenOf(_process.Id))
        {
            _ = kill(id, ChildProcess.Kill);
            SpinWait.SpinUntil(() => !ProcessTable.ChildrenOf(_process.Id).Contains(id), Limit);
        }
    }

    /// <summary>SIGKILL to the host, from whatever thread, without waiting for its end. The kernel ends its worker with it.</summary>
    public void Strike() => _process.Signal(ChildProcess.Kill);

    /// <summary>SIGTERM.</summary>
    public Task StopAsync() => _process.EndAsync(ChildProcess.Terminate);

    public Task EndedAsync() => _process.EndedAsync();

    /// <summary>What host and worker hold in memory at present, bytes.</summary>
    public long MemoryBytes => ((int[])[_process.Id, .. ProcessTable.ChildrenOf(_process.Id)]).Sum(id =>
    {
        using var process = Process.GetProcessById(id);
        return process.WorkingSet64;
    });

    /// <summary>The most that the worker ever held in memory, bytes.</summary>
    public long WorkerPeakBytes => ProcessTable.ChildrenOf(_process.Id).Max(id =>
    {
        using var process = Process.GetProcessById(id);
        return process.PeakWorkingSet64;
    });

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
