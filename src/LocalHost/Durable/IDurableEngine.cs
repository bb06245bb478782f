using LocalHost.Worker;

namespace LocalHost.Durable;

/// <summary>The durable engine of this host: the official extension, or the simulator.</summary>
internal interface IDurableEngine : IAsyncDisposable
{
    /// <summary>
    /// Begins to run orchestrations. Called once, when a worker has announced its functions; later workers have the same ones.
    /// </summary>
    Task StartAsync(IReadOnlyList<WorkerFunction> functions, CancellationToken cancellationToken);

    /// <summary>
    /// The JSON that a <c>durableClient</c> binding hands to the worker; it names the gRPC address of the engine, which may change.
    /// </summary>
    ValueTask<string> ClientBindingAsync(CancellationToken cancellationToken);

    /// <summary>Accepts nothing new and lets running work end, until the token is cancelled.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
