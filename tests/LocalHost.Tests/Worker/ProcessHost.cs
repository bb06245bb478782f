using System.Diagnostics;
using System.Runtime.InteropServices;
using ChildProtection.Tests.Support;
using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Worker;

/// <summary>The host inside the test's process with a real worker as a process of its own.</summary>
internal sealed class ProcessHost : IAsyncDisposable
{
    private const int Stop = 19;

    private readonly TestFolder _folder = new();
    private readonly ILoggerFactory _loggers;
    private RunningHost? _host;

    private ProcessHost() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(Logs));

    /// <summary>The test app beside this assembly, in the same configuration.</summary>
    public static string App => Path.GetFullPath(
        Path.Combine(
            AppContext.BaseDirectory,
            "..",
            "..",
            "LocalHost.TestApp",
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))));

    /// <summary>A host that does not run yet.</summary>
    public static ProcessHost New() => new();

    public HeardLogs Logs { get; } = HeardLogs.From(LogLevel.Information);

    /// <summary>While this file exists, a worker does not start; see the test app's StartFault.</summary>
    public string StartFault => Path.Combine(_folder.Path, "fault");

    public RunningHost Host => _host ?? throw new InvalidOperationException("The host does not run; start it first.");

    public HttpClient Http { get; private set; } = null!;

    public WorkerStatus Status => Host.Worker!.Supervisor.Status;

    public async Task StartAsync(WorkerLimits? limits = null)
    {
        var options = CommandLine.Read(
            ["--app", App, "--data", Path.Combine(_folder.Path, "data"), "--port", "0", "--bus-port", "0", "--storage", "none"]);
        var parts = StandardParts.For(options, _loggers) with
        {
            Launcher = worker => new ProcessLauncher(
                App,
                new Dictionary<string, string>(worker.Settings) { ["TESTAPP_START_FAULT"] = StartFault, ["FROM_HOST"] = "given" },
                _loggers),
            Limits = limits ?? new WorkerLimits(),
        };
        _host = await RunningHost.StartAsync(options, new LocalHostSettings(), parts, CancellationToken.None);
        Http = new HttpClient { BaseAddress = _host.Web.Address };
    }

    public Task RunsAsync() => Until.TrueAsync("the worker runs", () => Status.Phase == WorkerPhase.Running, seen: () => Status.ToString());

    /// <summary>The worker answers nothing more, though it lives.</summary>
    public void FreezeWorker()
    {
        if (kill(Status.ProcessId!.Value, Stop) != 0)
            throw new InvalidOperationException($"SIGSTOP failed with errno {Marshal.GetLastPInvokeError()}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        Http?.Dispose();
        _loggers.Dispose();
        _folder.Dispose();
    }

    /// <summary>Whether a process is there, a dead one that nobody waited for not counted.</summary>
    public static bool Lives(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
