namespace LocalHost.Worker;

/// <summary>The present worker and its phase. Safe for use from any thread.</summary>
internal sealed class WorkerState(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<ConnectedWorker> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerStatus _status = new() { Phase = WorkerPhase.Starting, Since = time.GetUtcNow() };
    private ConnectedWorker? _current;
    private ILaunchedWorker? _launched;

    /// <summary>Raised, on any thread, after the worker's phase has changed.</summary>
    public event Action<WorkerPhase>? PhaseChanged;

    public WorkerStatus Status
    {
        get
        {
            lock (_gate)
                return _status;
        }
    }

    /// <summary>The worker that has loaded its functions; null when none has.</summary>
    public ConnectedWorker? Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    /// <summary>The worker that callers from outside may call: all that its functions need is there as well.</summary>
    public ConnectedWorker? Serving
    {
        get
        {
            lock (_gate)
                return _status.Phase == WorkerPhase.Starting ? null : _current;
        }
    }

    /// <summary>The worker that was started last, unless it has ended.</summary>
    public ILaunchedWorker? Launched
    {
        get
        {
            lock (_gate)
                return _launched;
        }
    }

    public Task<ConnectedWorker> ReadyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _ready.Task.WaitAsync(cancellationToken);
    }

    public void Starting() => Become(WorkerPhase.Starting, status => status with { NextStart = null, Starts = status.Starts + 1 });

    public void Started(ILaunchedWorker launched)
    {
        lock (_gate)
        {
            _launched = launched;
            _status = _status with { ProcessId = launched.ProcessId };
        }
    }

    public void Loaded(ConnectedWorker worker)
    {
        lock (_gate)
            _current = worker;
    }

    public void Running(ConnectedWorker worker)
    {
        lock (_gate)
            _ready.TrySetResult(worker);
        Become(WorkerPhase.Running, status => status with { Functions = worker.Functions.Count });
    }

    /// <summary>No worker is there any more, whatever comes next.</summary>
    public void Gone()
    {
        lock (_gate)
        {
            _current?.Channel.Cut();
            (_current, _launched) = (null, null);
            _status = _status with { ProcessId = null };
            if (_ready.Task.IsCompleted)
                _ready = new TaskCompletionSource<ConnectedWorker>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Waiting(string fault, TimeSpan delay) => Become(
        WorkerPhase.Waiting, status => status with { LastFault = fault, NextStart = time.GetUtcNow() + delay });

    public void Stopped() => Become(WorkerPhase.Stopped, status => status with { NextStart = null });

    private void Become(WorkerPhase phase, Func<WorkerStatus, WorkerStatus> change)
    {
        lock (_gate)
            _status = change(_status) with { Phase = phase, Since = time.GetUtcNow() };
        PhaseChanged?.Invoke(phase);
    }
}
