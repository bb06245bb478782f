using System.Text.Json;
using LocalHost.Worker;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>Runs activities on the worker, so many at once.</summary>
internal sealed class ActivityRunner(TaskHub hub, IFunctionInvoker invoker, SimulatorOptions options, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _seats = new(options.MaxConcurrentActivities, options.MaxConcurrentActivities);

    /// <summary>Runs activities until it is stopped; what runs then may end until the second token is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            while (true)
            {
                var call = await hub.Activities.ReadAsync(stop);
                await _seats.WaitAsync(stop);
                _ = Task.Run(() => RunAsync(call, abort), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            for (var seat = 0; seat < options.MaxConcurrentActivities && !abort.IsCancellationRequested; seat++)
                await _seats.WaitAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _seats.Dispose();

    private async Task RunAsync(ActivityCall call, CancellationToken abort)
    {
        try
        {
            var result = await ResultAsync(call, abort);
            hub.Finish(call, result);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The host ends, and the simulator's memory with it.
        }
        catch (Exception exception)
        {
            // No code awaits a run: its fault must not be lost, and its instance must not wait for ever.
            SimulatorLog.Fault(logger, exception, call.InstanceId);
            hub.Finish(call, Failed(call, Failures.Unknown(exception.Message)));
        }
        finally
        {
            _seats.Release();
        }
    }

    private async Task<Func<HistoryEvents, HistoryEvent>> ResultAsync(ActivityCall call, CancellationToken abort)
    {
        while (true)
        {
            call.Work.What = $"activity {call.Name} waits for a worker";
            if (await FunctionAsync(call.Name, abort) is not { } function)
                return Failed(call, Failures.Unknown($"The function '{call.Name}' doesn't exist, or is not an activity function."));
            call.Work.What = $"activity {call.Name} runs";
            try
            {
                var result = await invoker.InvokeAsync(Invocation(function, call), abort);
                return events => events.TaskCompleted(call.TaskId, Json(result));
            }
            catch (NoWorkerException)
            {
                // Nothing was called: the next worker will be.
            }
            catch (WorkerProcessExitException exit)
            {
                // Its progress is unknown. As with the extension it has failed, and its orchestration says whether it is tried again.
                return Failed(call, Failures.Of(exit, function.Name));
            }
            catch (FunctionFailedException failure)
            {
                return Failed(call, Failures.Of(failure));
            }
        }
    }

    private Func<HistoryEvents, HistoryEvent> Failed(ActivityCall call, TaskFailureDetails failure)
    {
        SimulatorLog.ActivityFailed(logger, call.Name, call.InstanceId, failure.ErrorType);
        return events => events.TaskFailed(call.TaskId, failure);
    }

    private async Task<WorkerFunction?> FunctionAsync(string name, CancellationToken abort)
        => (await invoker.FunctionsAsync(abort)).FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            && function.TriggerType.Equals("activityTrigger", StringComparison.OrdinalIgnoreCase));

    private static FunctionCall Invocation(WorkerFunction function, ActivityCall call) => new()
    {
        Function = function,
        InvocationId = Guid.NewGuid().ToString(),
        Input = Argument(call.Input) is { } input ? RpcValue.Of(input) : null,
        Metadata = new Dictionary<string, RpcValue> { ["instanceId"] = RpcValue.Of(call.InstanceId) },
        TraceParent = call.TraceParent,
    };

    /// <summary>The only element of the array that the worker schedules.</summary>
    private static string? Argument(string? input)
    {
        if (input is null)
            return null;
        using var document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.EnumerateArray().Single().GetRawText();
    }

    /// <summary>Texts come without their quotes.</summary>
    private static string? Json(RpcValue? result) => result switch
    {
        null => null,
        { IsJson: true } json => json.Text,
        { } text => JsonSerializer.Serialize(text.Text, Failures.Readable),
    };
}
