using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>The parts that the options ask for.</summary>
internal static class StandardParts
{
    public static HostParts For(HostOptions options, ILoggerFactory loggers) => new()
    {
        Loggers = loggers,
        Launcher = worker => new ProcessLauncher(options.AppDirectory!, worker.Settings, loggers),
        Engine = _ => throw new HostStartException("There is no durable engine yet."),
        Limits = new WorkerLimits { Hang = options.HangLimit },
    };
}
