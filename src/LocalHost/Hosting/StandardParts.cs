using System.Collections;
using LocalHost.Durable.Official;
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
        Engine = context => options.SimulatedClock ? Simulator(options, context, loggers) : Official(options, context, loggers),
        Limits = new WorkerLimits { Hang = options.HangLimit },
    };

    private static SimulatedEngine Simulator(HostOptions options, EngineContext context, ILoggerFactory loggers)
        => new(SimulatorOptions.Read(options.AppDirectory!), context.Clock, context.Invoker, loggers);

    private static OfficialEngine Official(HostOptions options, EngineContext context, ILoggerFactory loggers) => new(
        new OfficialEngineOptions
        {
            AppDirectory = options.AppDirectory!,
            Storage = options.Storage!,
            Settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value, StringComparer.Ordinal),
            HttpAddress = context.HttpAddress,
        },
        context.Invoker,
        loggers);
}
