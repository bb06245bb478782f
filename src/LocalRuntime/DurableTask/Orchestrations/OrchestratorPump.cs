namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Runs one orchestration's code and its continuations on the calling thread, in order, and tells of continuations that come from
/// anywhere else: those were awaited outside the durable context and would not be the same on replay.
/// </summary>
internal sealed class OrchestratorPump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = [];
    private readonly Scheduler _scheduler;
    private readonly Action<object?> _onForeign;
    private int _thread;

    /// <param name="onForeign">Told, on any thread, of what came from outside.</param>
    public OrchestratorPump(Action<object?> onForeign)
    {
        _onForeign = onForeign;
        _scheduler = new(this);
    }

    /// <summary>Whether the calling thread is running this orchestration's code now.</summary>
    public bool IsCurrent => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Runs an action and all that follows from it.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            // Inside a task, so that Task.Factory and ContinueWith in orchestrator code come to this scheduler as well.
            var task = new Task(static state =>
            {
                var (pump, action) = ((OrchestratorPump, Action))state!;
                action();
                pump.Drain();
            }, (this, action));
            task.RunSynchronously(_scheduler);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Runs what the last step made runnable, so that every recorded event is answered before the next is applied.</summary>
    public void Drain()
    {
        while (_work.TryDequeue(out var item))
            item.Callback(item.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            _work.Enqueue((d, state));
        else
            _onForeign(state);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            d(state);
        else
            _onForeign(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private sealed class Scheduler(OrchestratorPump pump) : TaskScheduler
    {
        public override int MaximumConcurrencyLevel => 1;

        protected override void QueueTask(Task task)
            => pump.Post(state => TryExecuteTask((Task)state!), task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
            => pump.IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
