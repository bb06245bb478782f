namespace LocalHost.Worker;

/// <summary>Starts a worker: a process of its own, or in tests one inside the test's process.</summary>
internal interface IWorkerLauncher
{
    /// <summary>The folder of the published app, with its <c>host.json</c>.</summary>
    string AppDirectory { get; }

    /// <summary>Starts a worker and returns while it still starts up.</summary>
    /// <exception cref="WorkerFaultException">It can't be started; the message says why.</exception>
    Task<ILaunchedWorker> StartAsync(WorkerLaunch launch, CancellationToken cancellationToken);
}

/// <summary>What a worker is told so that it finds its host.</summary>
internal sealed record WorkerLaunch
{
    /// <summary>Where the host's FunctionRpc service listens.</summary>
    public required Uri HostEndpoint { get; init; }

    /// <summary>Random; the host believes only the worker that knows it, so it must not be readable by others.</summary>
    public required string WorkerId { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The longest message that either side sends.</summary>
    public required int MaxMessageBytes { get; init; }
}

/// <summary>A worker that was started. Disposing it ends it at once if it still runs.</summary>
internal interface ILaunchedWorker : IAsyncDisposable
{
    /// <summary>How the log calls it, such as <c>process 4711</c>.</summary>
    string Name { get; }

    /// <summary>Null for a worker inside this process.</summary>
    int? ProcessId { get; }

    /// <summary>Complete when the worker has ended, with how it ended.</summary>
    Task<string> Ended { get; }

    /// <summary>Ends it at once, without a chance to clean up; <see cref="Ended"/> completes soon after.</summary>
    void Kill();
}

/// <summary>The worker can't be started, or breaks the protocol.</summary>
internal sealed class WorkerFaultException(string message, Exception? inner = null) : Exception(message, inner);
