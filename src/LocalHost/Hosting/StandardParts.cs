using LocalHost.Durable.Simulated;
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
        Engine = context => options.SimulatedClock
            ? Simulator(options, context, loggers)
            : throw new HostStartException("There is no durable engine on the system's clock yet."),
        Limits = new WorkerLimits { Hang = options.HangLimit },
    };

    private static SimulatedEngine Simulator(HostOptions options, EngineContext context, ILoggerFactory loggers)
        => new(SimulatorOptions.Read(options.AppDirectory!), context.Clock, context.Invoker, loggers);
}
