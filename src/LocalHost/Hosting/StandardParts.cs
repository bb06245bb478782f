using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>The parts that the options ask for.</summary>
internal static class StandardParts
{
    public static HostParts For(HostOptions options, ILoggerFactory loggers) => new()
    {
        Loggers = loggers,
        Launcher = environment => new ProcessLauncher(options.AppDirectory!, environment, loggers),
        Engine = _ => throw new HostStartException("There is no durable engine yet."),
        Limits = new WorkerLimits { Hang = options.HangLimit },
    };
}
