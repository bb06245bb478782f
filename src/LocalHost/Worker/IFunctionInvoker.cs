namespace LocalHost.Worker;

/// <summary>Calls the functions of the worker that runs now. Safe for use from any thread.</summary>
internal interface IFunctionInvoker
{
    /// <summary>The worker's functions; waits for a worker that has loaded them.</summary>
    Task<IReadOnlyList<WorkerFunction>> FunctionsAsync(CancellationToken cancellationToken);

    /// <summary>Runs a function. Cancelling tells the worker to cancel it, and ends the wait.</summary>
    /// <exception cref="FunctionFailedException">The function threw.</exception>
    /// <exception cref="NoWorkerException">No worker runs: nothing was called.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended before it answered; it is unknown how far the function
    /// came.</exception>
    Task<RpcValue?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken);
}

/// <summary>One call of a function.</summary>
internal sealed record FunctionCall
{
    public required WorkerFunction Function { get; init; }

    /// <summary>Unique; HTTP calls carry it in a header as well.</summary>
    public required string InvocationId { get; init; }

    /// <summary>What the trigger's parameter receives; null where the trigger's data travels otherwise (HTTP).</summary>
    public RpcValue? Input { get; init; }

    /// <summary>Binding data, by name: route values, an activity's <c>instanceId</c>.</summary>
    public IReadOnlyDictionary<string, RpcValue> Metadata { get; init; } = new Dictionary<string, RpcValue>();

    /// <summary>W3C trace parent of the caller, if it is traced.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>A text that the worker takes or gives: as it stands, or as JSON.</summary>
internal readonly record struct RpcValue(string Text, bool IsJson)
{
    public static RpcValue Of(string text) => new(text, IsJson: false);

    public static RpcValue Json(string json) => new(json, IsJson: true);
}

/// <summary>A function threw.</summary>
/// <param name="type">The exception's type, as the worker tells it.</param>
/// <param name="message">The exception's message.</param>
/// <param name="stackTrace">Where it was thrown.</param>
internal sealed class FunctionFailedException(string type, string message, string stackTrace) : Exception(message)
{
    public string Type { get; } = type;

    public string WorkerStackTrace { get; } = stackTrace;
}

/// <summary>No worker runs at present; <see cref="IFunctionInvoker.FunctionsAsync"/> waits for the next.</summary>
internal sealed class NoWorkerException() : Exception("No worker runs; try again when one does.");

/// <summary>The worker ended while it ran a function. The durable extension knows this exception by its name.</summary>
internal sealed class WorkerProcessExitException(string message) : Exception(message);
