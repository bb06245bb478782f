using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Runs activities on the thread pool, a bounded number at once, the others in order of arrival. One that takes too long has failed: its place is
/// given to the next, and what it brings later is dropped (faults F11, F12).
/// </summary>
internal sealed class ActivityRunner : IDisposable
{
    private readonly DurableTaskRegistry _registry;
    private readonly IServiceProvider _services;
    private readonly DataConverter _converter;
    private readonly int _limit;
    private readonly TimeSpan _timeout;
    private readonly Action<ActivityKey, EventKind, string?> _onDone;
    private readonly Action _onStopped;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Queue<ActivityCall> _waiting = [];
    private readonly HashSet<RunningActivity> _running = [];
    private readonly ITimer _alarm;
    private bool _alarmSet;
    private volatile bool _stopped;

    public ActivityRunner(
        DurableTaskRegistry registry,
        IServiceProvider services,
        DurableTaskEngineOptions options,
        Action<ActivityKey, EventKind, string?> onDone,
        Action onStopped,
        ILogger logger)
    {
        (_registry, _services, _converter) = (registry, services, options.DataConverter);
        (_limit, _timeout) = (Math.Max(1, options.MaxConcurrentActivities), options.ActivityTimeout);
        (_onDone, _onStopped, _logger) = (onDone, onStopped, logger);
        _alarm = TimeProvider.System.CreateTimer(static runner => ((ActivityRunner)runner!).GiveUpLate(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Running
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    public void Start(ActivityCall call)
    {
        lock (_gate)
        {
            if (!_stopped)
                _waiting.Enqueue(call);
        }

        FillPlaces();
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

    public void Dispose() => _alarm.Dispose();

    private void FillPlaces()
    {
        while (Next() is { } next)
            _ = Task.Run(() => RunFrom(next));
    }

    private RunningActivity? Next()
    {
        lock (_gate)
        {
            if (_running.Count >= _limit || !_waiting.TryDequeue(out var call))
                return null;
            var next = new RunningActivity(call, Environment.TickCount64);
            _running.Add(next);
            if (!_alarmSet)
                SetAlarm(_timeout);
            return next;
        }
    }

    /// <summary>Whether this is still waited for; false after its time limit.</summary>
    private bool TryEnd(RunningActivity activity)
    {
        lock (_gate)
            return _running.Remove(activity);
    }

    private async Task RunFrom(RunningActivity first)
    {
        for (var running = first; running is not null; running = Next())
        {
            var (kind, data) = await Run(running.Call);
            if (!TryEnd(running))
            {
                // Its place is taken already.
                Log.LateResultDropped(_logger, running.Call.Name, running.Call.InstanceId);
                return;
            }

            _onDone(running.Call.Key, kind, data);
        }

        if (_stopped)
            _onStopped();
    }

    // On a timer's thread. It rings once for the oldest, not once for each.
    private void GiveUpLate()
    {
        List<RunningActivity> late;
        lock (_gate)
        {
            var now = Environment.TickCount64;
            late = [.. _running.Where(activity => now - activity.Since >= _timeout.TotalMilliseconds)];
            foreach (var activity in late)
                _running.Remove(activity);
            _alarmSet = false;
            if (_running.Count > 0)
                SetAlarm(TimeSpan.FromMilliseconds(_timeout.TotalMilliseconds - (now - _running.Min(static activity => activity.Since))));
        }

        foreach (var activity in late)
            _onDone(activity.Call.Key, EventKind.TaskFailed, StoredFailure.TimedOut(activity.Call.Name, _timeout).ToJson());
        FillPlaces();
    }

    private void SetAlarm(TimeSpan after)
    {
        _alarmSet = true;
        _alarm.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(after.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private async Task<(EventKind Kind, string? Data)> Run(ActivityCall call)
    {
        if (!_registry.Activities.TryGetValue(call.Name, out var factory))
            return (EventKind.TaskFailed, StoredFailure.UnknownTask("Activity", call.Name).ToJson());
#pragma warning disable CA1031 // Whatever the activity threw is its outcome, and its orchestration is told.
        try
        {
            await using var scope = _services.CreateAsyncScope();
            var activity = factory(scope.ServiceProvider);
            var input = call.Input is null ? null : _converter.Deserialize(call.Input, activity.InputType);
            var output = await activity.RunAsync(new Context(call), input);
            return (EventKind.TaskCompleted, _converter.Serialize(output));
        }
        catch (Exception error)
        {
            return (EventKind.TaskFailed, StoredFailure.From(error).ToJson());
        }
#pragma warning restore CA1031
    }

    // Compared by reference: one call may run twice, before and after its time limit.
    private sealed class RunningActivity(ActivityCall call, long since)
    {
        public ActivityCall Call { get; } = call;

        public long Since { get; } = since;
    }

    private sealed class Context(ActivityCall call) : TaskActivityContext
    {
        public override TaskName Name => call.Name;

        public override string InstanceId => call.InstanceId;
    }
}
