namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Activities left over from an earlier life of the process. One that ends the process every time must not do so for ever, nor take the others
/// with it: suspects run one at a time, after a pause that doubles, each start counted before it is made (fault F11).
/// </summary>
internal sealed partial class TurnLoop
{
    private readonly ActivityRestarts _restarts;

    private void StartLeftOver(ActivityCall call)
    {
        if (call.Starts >= _restarts.Limit)
        {
            Log.ActivityGivenUp(_logger, call.Name, call.InstanceId, call.Starts);
            GiveResult(new()
            {
                Kind = EventKind.TaskFailed,
                Generation = call.Key.Generation,
                TaskId = call.Key.TaskId,
                Activity = call.Key,
                Data = StoredFailure.GivenUp(call.Name, call.Starts).ToJson(),
            });
        }
        else if (call.Starts == 0)
        {
            CountAndStart(call);
        }
        else
        {
            _restarts.Add(call);
        }
    }

    private void CountAndStart(ActivityCall call)
    {
        _batch.ActivityStarts.Add((call.Key, call.Starts + 1));
        _batch.Activities.Add(call);
    }

    private void PlanNextSuspect()
    {
        if (_restarts.NextPause is { } pause)
            _restartAlarm.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private void StartNextSuspect()
    {
        if (_storeFailure is null && _restarts.TakeNext() is { } call)
            CountAndStart(call);
    }
}

/// <summary>The suspects that wait, and the one that runs. Owned by the turn loop's thread.</summary>
internal sealed class ActivityRestarts(int limit, TimeSpan firstPause)
{
    private readonly Queue<ActivityCall> _waiting = [];
    private ActivityKey? _running;

    public int Limit { get; } = limit;

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>How long to wait before the next may start; null while one runs or none waits.</summary>
    public TimeSpan? NextPause => _running is null && _waiting.TryPeek(out var next) ? firstPause * Math.Pow(2, next.Starts - 1) : null;

    public void Add(ActivityCall call) => _waiting.Enqueue(call);

    public ActivityCall? TakeNext()
    {
        if (_running is not null || !_waiting.TryDequeue(out var call))
            return null;
        _running = call.Key;
        return call;
    }

    /// <summary>Whether this was the suspect that ran, so that the next may follow.</summary>
    public bool Ended(ActivityKey key)
    {
        if (_running != key)
            return false;
        _running = null;
        return true;
    }

    public void Clear()
    {
        _waiting.Clear();
        _running = null;
    }
}
