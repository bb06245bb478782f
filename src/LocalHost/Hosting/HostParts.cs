using LocalHost.Durable;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>What a host is put together from beside its options; tests put other parts in.</summary>
internal sealed record HostParts
{
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>Starts the worker, which gets these variables beside the host's own.</summary>
    public required Func<IReadOnlyDictionary<string, string>, IWorkerLauncher> Launcher { get; init; }

    /// <summary>Makes the durable engine, which calls the worker's functions. Called again if an engine could not start.</summary>
    public required Func<IFunctionInvoker, IDurableEngine> Engine { get; init; }

    /// <summary>The app's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public WorkerLimits Limits { get; init; } = new();
}
