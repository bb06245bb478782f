using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>Gives instances their turns: runs their code on the worker, so many at once.</summary>
internal sealed class EpisodeRunner(TaskHub hub, IFunctionInvoker invoker, SimulatorOptions options, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _seats = new(options.MaxConcurrentOrchestrations, options.MaxConcurrentOrchestrations);

    /// <summary>Runs turns until it is stopped; what runs then may end until the second token is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            while (true)
            {
                var instance = await hub.Ready.ReadAsync(stop);
                // One whose worker ended may be the cause of it: by itself it harms no other.
                var seats = instance.WorkerEnds > 0 ? options.MaxConcurrentOrchestrations : 1;
                for (var seat = 0; seat < seats; seat++)
                    await _seats.WaitAsync(stop);
                _ = Task.Run(() => TurnAsync(instance, seats, abort), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await AllSeatsAsync(abort);
        }
    }

    public void Dispose() => _seats.Dispose();

    private async Task AllSeatsAsync(CancellationToken abort)
    {
        for (var seat = 0; seat < options.MaxConcurrentOrchestrations && !abort.IsCancellationRequested; seat++)
            await _seats.WaitAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TurnAsync(Instance instance, int seats, CancellationToken abort)
    {
        try
        {
            if (hub.Take(instance) is { } episode)
                await RunAsync(episode, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The host ends, and the simulator's memory with it.
        }
        catch (Exception exception)
        {
            // No code awaits a turn: its fault must not be lost.
            SimulatorLog.Fault(logger, exception, instance.Id);
        }
        finally
        {
            _seats.Release(seats);
        }
    }

    private async Task RunAsync(Episode episode, CancellationToken abort)
    {
        var (instance, name) = (episode.Instance, episode.Instance.Started.Name);
        instance.Work!.What = $"{name} waits for a worker";
        try
        {
            if (await FunctionAsync(name, abort) is not { } function)
            {
                hub.Fail(episode, details: null, $"The function '{name}' doesn't exist, or is not an orchestrator function.");
                return;
            }

            instance.Work.What = $"{name} runs";
            var answer = await invoker.InvokeAsync(Call(function, episode), abort);
            hub.Apply(episode, Episode.Response(answer?.Text));
        }
        catch (NoWorkerException)
        {
            hub.TakeBack(episode, workerEnded: false);
        }
        catch (WorkerProcessExitException)
        {
            Repeat(episode);
        }
        catch (FunctionFailedException failure) when (failure.Type == Failures.Timeout)
        {
            Repeat(episode);
        }
        catch (FunctionFailedException failure)
        {
            hub.Fail(episode, $"{failure.Type}: {failure.Message}\n{failure.WorkerStackTrace}");
        }
        catch (InvalidDataException exception)
        {
            hub.Fail(episode, exception.Message);
        }
    }

    private void Repeat(Episode episode)
    {
        var name = episode.Instance.Started.Name;
        SimulatorLog.EpisodeRepeated(logger, name, episode.Instance.Id);
        if (!hub.TakeBack(episode, workerEnded: true))
            hub.Fail(episode, $"'{name}' ran {options.WorkerEnds} times without an end: its worker ended, or its time was up.");
    }

    private async Task<WorkerFunction?> FunctionAsync(string name, CancellationToken abort)
        => (await invoker.FunctionsAsync(abort)).FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            && function.TriggerType.Equals("orchestrationTrigger", StringComparison.OrdinalIgnoreCase));

    private static FunctionCall Call(WorkerFunction function, Episode episode) => new()
    {
        Function = function,
        InvocationId = Guid.NewGuid().ToString(),
        Input = RpcValue.Of(episode.Request()),
        TraceParent = episode.Instance.Started.ParentTraceContext?.TraceParent,
    };
}
