namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// The loop's thread, and the one that takes its place when orchestrator code keeps it: no orchestration may stop the others (fault F14).
/// </summary>
internal sealed partial class TurnLoop
{
    private readonly ITimer _stepAlarm;
    private readonly TimeSpan _stepLimit;
    private volatile Thread _thread;
    private volatile CodeGate _gate = new();
    private int _looking;
    private int _asleep;

    public void Start() => _thread.Start();

    private Thread NewThread(Action first)
    {
        var gate = _gate;
        return new Thread(() => Run(gate, first)) { IsBackground = true, Name = "durable-turns" };
    }

    private void Run(CodeGate gate, Action first)
    {
        try
        {
            Guarded(first);
            while (!_stopping)
            {
                LookAfterCode();
                Guarded(() => Step(gate));
                if (!_stopping && !CanGoOn())
                {
                    Interlocked.Exchange(ref _asleep, 1);
                    Sleep();
                    Interlocked.Exchange(ref _asleep, 0);
                }
            }
        }
        catch (LostThreadException)
        {
            // Another thread has the engine. This one ends here, whenever the code that blocked it lets it.
            return;
        }
    }

    // Armed while the loop works, never while it sleeps: an idle engine does nothing at all (performance P13).
    private void LookAfterCode()
    {
        if (Volatile.Read(ref _looking) == 0 && Interlocked.Exchange(ref _looking, 1) == 0)
            _stepAlarm.Change(_stepLimit / 2, _stepLimit / 2);
    }

    // On a timer's thread.
    private void LookForStuckCode()
    {
        var gate = _gate;
        if (gate.TryTakeOver(_stepLimit))
        {
            _gate = new();
            _thread = NewThread(() => _turns.ConcludeStuck(gate, _stepLimit));
            _thread.Start();
        }
        else if (Volatile.Read(ref _asleep) == 1)
        {
            _stepAlarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Interlocked.Exchange(ref _looking, 0);
            // It may have woken between: then one of the two sees what the other did.
            if (Volatile.Read(ref _asleep) == 0)
                LookAfterCode();
        }
    }

    private void JoinThread()
    {
        var limit = TimeSpan.FromMilliseconds(100);
        for (var thread = _thread; thread.IsAlive; thread = _thread)
        {
            // One that is stuck in code is replaced meanwhile; its successor sees that the engine stops.
            if (thread.Join(limit) && thread == _thread)
                return;
        }
    }
}
