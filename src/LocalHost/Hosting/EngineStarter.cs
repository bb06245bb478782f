using LocalHost.Durable;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>Starts the engine once a worker has told its functions, and tells its address to callers that wait for it.</summary>
internal sealed partial class EngineStarter(Func<IDurableEngine> make, ILogger<EngineStarter> logger) : IAsyncDisposable
{
    private static readonly HashSet<string> DurableBindings =
        new(["durableClient", "orchestrationTrigger", "activityTrigger", "entityTrigger"], StringComparer.OrdinalIgnoreCase);

    private readonly TaskCompletionSource<IDurableEngine> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised once, when the engine has started.</summary>
    public event Action? HasStarted;

    /// <summary>Null until it has started.</summary>
    public IDurableEngine? Engine => _started.Task.IsCompletedSuccessfully ? _started.Task.Result : null;

    /// <summary>Does nothing once an engine runs, as later workers have the same functions, or where no function is durable.</summary>
    /// <exception cref="WorkerFaultException">It can't start; the next worker tries again.</exception>
    public async Task StartAsync(IReadOnlyList<WorkerFunction> functions, CancellationToken cancellationToken)
    {
        if (_started.Task.IsCompleted || !functions.Any(IsDurable))
            return;
        var engine = make();
        try
        {
            await engine.StartAsync(functions, cancellationToken);
            _started.TrySetResult(engine);
            HasStarted?.Invoke();
            Started();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await engine.DisposeAsync();
            // The text of the exception is left out: storage clients put the connection string into it.
            throw new WorkerFaultException(
                $"The durable engine can't start ({exception.GetType().Name}); check that its storage runs and what --storage says.",
                exception);
        }
    }

    /// <summary>What a <c>durableClient</c> binding hands to the worker; waits for the engine.</summary>
    public async ValueTask<string> ClientBindingAsync(CancellationToken cancellationToken)
        => await (await _started.Task.WaitAsync(cancellationToken)).ClientBindingAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Engine?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => Engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool IsDurable(WorkerFunction function)
        => function.Bindings.Any(binding => DurableBindings.Contains((string?)binding["type"] ?? ""));

    [LoggerMessage(EventName = "DurableEngineStarted", Level = LogLevel.Information, Message = "The durable engine runs.")]
    private partial void Started();
}
