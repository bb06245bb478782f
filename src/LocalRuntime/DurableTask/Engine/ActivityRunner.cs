using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Runs activities on the thread pool, a bounded number at once, the others in order of arrival.</summary>
internal sealed class ActivityRunner(
    DurableTaskRegistry registry,
    IServiceProvider services,
    DataConverter converter,
    int limit,
    Action<ActivityKey, EventKind, string?> onDone,
    Action onStopped)
{
    private readonly Lock _gate = new();
    private readonly Queue<ActivityCall> _waiting = [];
    private int _running;
    private volatile bool _stopped;

    public int Running
    {
        get
        {
            lock (_gate)
                return _running;
        }
    }

    public void Start(ActivityCall call)
    {
        lock (_gate)
        {
            if (_stopped)
                return;
            if (_running >= limit)
            {
                _waiting.Enqueue(call);
                return;
            }

            _running++;
        }

        _ = Task.Run(() => RunFrom(call));
    }

    /// <summary>Starts nothing more. What has not started is pending in the store and runs after the next start of the engine.</summary>
    public void StopStarting()
    {
        lock (_gate)
        {
            _stopped = true;
            _waiting.Clear();
        }
    }

    private async Task RunFrom(ActivityCall first)
    {
        for (var call = first; call is not null; call = Next())
        {
            var (kind, data) = await Run(call);
            onDone(call.Key, kind, data);
        }

        if (_stopped)
            onStopped();
    }

    private ActivityCall? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var call))
                return call;
            _running--;
            return null;
        }
    }

    private async Task<(EventKind Kind, string? Data)> Run(ActivityCall call)
    {
        if (!registry.Activities.TryGetValue(call.Name, out var factory))
            return (EventKind.TaskFailed, StoredFailure.UnknownTask("Activity", call.Name).ToJson());
#pragma warning disable CA1031 // Whatever the activity threw is its outcome, and its orchestration is told.
        try
        {
            await using var scope = services.CreateAsyncScope();
            var activity = factory(scope.ServiceProvider);
            var input = call.Input is null ? null : converter.Deserialize(call.Input, activity.InputType);
            var output = await activity.RunAsync(new Context(call), input);
            return (EventKind.TaskCompleted, converter.Serialize(output));
        }
        catch (Exception error)
        {
            return (EventKind.TaskFailed, StoredFailure.From(error).ToJson());
        }
#pragma warning restore CA1031
    }

    private sealed class Context(ActivityCall call) : TaskActivityContext
    {
        public override TaskName Name => call.Name;

        public override string InstanceId => call.InstanceId;
    }
}
