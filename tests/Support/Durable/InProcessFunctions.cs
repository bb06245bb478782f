using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LocalHost.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Grpc;
using P = Microsoft.DurableTask.Protobuf;

namespace ChildProtection.Tests.Support;

/// <summary>A worker in the test's own process: orchestrators run as a worker runs them, activities are plain code.</summary>
internal sealed class InProcessFunctions : IFunctionInvoker
{
    private readonly ConcurrentDictionary<string, Func<string, string>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Func<FunctionCall, Task<object?>>> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private TaskCompletionSource _life = NewLife();
    private TaskCompletionSource _ready = Ended();
    private int _running;

    /// <summary>Activities that run now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Calls of orchestrators so far.</summary>
    public int Episodes { get; private set; }

    public InProcessFunctions Orchestrator<TIn, TOut>(string name, Func<TaskOrchestrationContext, TIn, Task<TOut>> code)
    {
        _orchestrators[name] = request =>
            GrpcOrchestrationRunner.LoadAndRun<TIn, TOut>(request, async (context, input) => await code(context, input!));
        return this;
    }

    public InProcessFunctions Orchestrator<TOut>(string name, Func<TaskOrchestrationContext, Task<TOut>> code)
        => Orchestrator<object?, TOut>(name, (context, _) => code(context));

    public InProcessFunctions Activity<TIn>(string name, Func<TIn, Task<object?>> code)
    {
        _activities[name] = call => code(call.Input is { } input ? JsonSerializer.Deserialize<TIn>(input.Text)! : default!);
        return this;
    }

    public InProcessFunctions Activity(string name, Func<object?> code) => Activity<object?>(name, _ => Task.FromResult(code()));

    /// <summary>Sees the call itself.</summary>
    public InProcessFunctions RawActivity(string name, Func<FunctionCall, Task<object?>> code)
    {
        _activities[name] = code;
        return this;
    }

    /// <summary>Sees the request itself, and answers as it likes.</summary>
    public InProcessFunctions RawOrchestrator(string name, Func<string, string> code)
    {
        _orchestrators[name] = code;
        return this;
    }

    /// <summary>Ends the worker under all that runs; nothing runs until it starts.</summary>
    public void EndWorker()
    {
        TaskCompletionSource life;
        lock (_gate)
        {
            if (_ready.Task.IsCompleted)
                _ready = NewLife();
            life = _life;
        }

        life.TrySetResult();
    }

    public void StartWorker()
    {
        lock (_gate)
        {
            _life = NewLife();
            _ready.TrySetResult();
        }
    }

    public async Task<IReadOnlyList<WorkerFunction>> FunctionsAsync(CancellationToken cancellationToken)
    {
        Task ready;
        lock (_gate)
            ready = _ready.Task;
        await ready.WaitAsync(cancellationToken);
        return
        [
            .. _orchestrators.Keys.Select(name => Function(name, "orchestrationTrigger")),
            .. _activities.Keys.Select(name => Function(name, "activityTrigger")),
        ];
    }

    public async Task<RpcValue?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        Task life;
        lock (_gate)
        {
            if (!_ready.Task.IsCompleted)
                throw new NoWorkerException();
            life = _life.Task;
        }

        var running = Task.Run(() => RunAsync(call), CancellationToken.None);
        // What the code gave after its worker ended was never heard of.
        if (await Task.WhenAny(running, life).WaitAsync(cancellationToken) == life || life.IsCompleted)
            throw new WorkerProcessExitException("The worker ended.");
        return await running;
    }

    private async Task<RpcValue?> RunAsync(FunctionCall call)
    {
        if (call.Function.TriggerType == "orchestrationTrigger")
        {
            Episodes++;
            return RpcValue.Of(_orchestrators[call.Function.Name](call.Input!.Value.Text));
        }

        Interlocked.Increment(ref _running);
        try
        {
            return await _activities[call.Function.Name](call) switch
            {
                null => null,
                string text => RpcValue.Of(text),
                { } value => RpcValue.Json(JsonSerializer.Serialize(value)),
            };
        }
        catch (Exception exception) when (exception is not FunctionFailedException)
        {
            // As the worker packs it.
            var details = JsonFormatter.Default.Format(Details(exception));
            throw new FunctionFailedException("DurableSerializationException", details, exception.StackTrace ?? "");
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static P.TaskFailureDetails Details(Exception exception) => new()
    {
        ErrorType = exception.GetType().FullName,
        ErrorMessage = exception.Message,
        StackTrace = exception.StackTrace,
        InnerFailure = exception.InnerException is { } inner ? Details(inner) : null,
    };

    private static WorkerFunction Function(string name, string trigger)
        => new() { Id = name, Name = name, Bindings = [new JsonObject { ["type"] = trigger, ["name"] = "input" }] };

    private static TaskCompletionSource NewLife() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Ended()
    {
        var ended = NewLife();
        ended.SetResult();
        return ended;
    }
}
