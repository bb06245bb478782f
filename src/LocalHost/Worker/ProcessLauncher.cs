using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>Starts the published app as a process that cannot outlive this one.</summary>
/// <param name="appDirectory">Full path of the published app.</param>
/// <param name="environment">Variables the worker gets beside those of this process.</param>
/// <param name="loggers">Receives what the worker prints.</param>
internal sealed class ProcessLauncher(
    string appDirectory, IReadOnlyDictionary<string, string> environment, ILoggerFactory loggers) : IWorkerLauncher
{
    public string AppDirectory => appDirectory;

    public async Task<ILaunchedWorker> StartAsync(WorkerLaunch launch, CancellationToken cancellationToken)
        => await WorkerProcess.StartAsync(Describe(launch), loggers.CreateLogger("Worker.Output"));

    private ProcessStartInfo Describe(WorkerLaunch launch)
    {
        var start = new ProcessStartInfo(Guard.Program)
        {
            WorkingDirectory = appDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (IEnumerable<string>)[.. Guard.Arguments, .. WorkerCommand.Arguments(appDirectory, launch)])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment.Concat(WorkerCommand.Environment(appDirectory, launch)))
            start.Environment[name] = value;
        return start;
    }

    /// <summary>On Linux the kernel kills the worker when the thread that started it is gone, however this process ends.</summary>
    private static class Guard
    {
        private static readonly string Dotnet =
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

        private static readonly string? SetPriv = !OperatingSystem.IsLinux() ? null : (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "setpriv")).FirstOrDefault(File.Exists);

        public static string Program => SetPriv ?? Dotnet;

        public static IReadOnlyList<string> Arguments => SetPriv is null ? [] : ["--pdeathsig", "KILL", "--", Dotnet];
    }
}
