using LocalHost.Durable;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>What a host is put together from beside its options; tests put other parts in.</summary>
internal sealed record HostParts
{
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>Makes what starts the worker.</summary>
    public required Func<WorkerContext, IWorkerLauncher> Launcher { get; init; }

    /// <summary>Makes the durable engine. Called again if an engine could not start.</summary>
    public required Func<EngineContext, IDurableEngine> Engine { get; init; }

    public WorkerLimits Limits { get; init; } = new();
}

/// <param name="Settings">What the worker gets in its environment beside the host's own.</param>
/// <param name="Clock">The app's clock.</param>
internal sealed record WorkerContext(IReadOnlyDictionary<string, string> Settings, TimeProvider Clock);

/// <param name="Invoker">Calls the worker's functions.</param>
/// <param name="Clock">The app's clock.</param>
/// <param name="HttpAddress">Where the host answers HTTP.</param>
internal sealed record EngineContext(IFunctionInvoker Invoker, TimeProvider Clock, Uri HttpAddress);
