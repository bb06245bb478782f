using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>What runs have in common.</summary>
internal sealed record RunServices(DurableTaskRegistry Registry, DataConverter Converter, ILoggerFactory Loggers, Action<OrchestrationRun, string> OnFault);

/// <summary>One generation of an orchestration in memory: its code, what it waits for, and what it asked for since the last turn.</summary>
internal sealed class OrchestrationRun
{
    private readonly RunServices _services;
    private readonly OrchestratorPump _pump;
    private readonly OrchestrationContext _context;
    private readonly Dictionary<int, OpenTask> _open = [];
    private Task<object?>? _root;
    private HistoryEvent? _answered;
    private int _nextId;

    public OrchestrationRun(RunServices services, string instanceId, string name, ParentLink? parent, string? version)
    {
        _services = services;
        InstanceId = instanceId;
        Name = name;
        Parent = parent;
        Version = version ?? string.Empty;
        Events = new(services.Converter);
        _pump = new(state => ReportFault(AwaitDescription.OfContinuation(state)));
        _context = new(this, services.Converter, services.Loggers);
    }

    public string InstanceId { get; }

    public string Name { get; }

    public ParentLink? Parent { get; }

    public string Version { get; }

    public string? Input { get; private set; }

    /// <summary>The event that the code is answering, or answered last.</summary>
    public string Answering => _answered is not { } happened ? "nothing yet"
        : happened.Name is { } name ? $"{happened.Kind} '{name}'"
        : happened.TaskId != HistoryEvent.NoTask ? $"{happened.Kind} of number {happened.TaskId}"
        : happened.Kind.ToString();

    /// <summary>What replay produced with other contents than were recorded: Azure lets it pass, and so does this engine, but it is told.</summary>
    public string? Difference { get; private set; }

    public DateTime CurrentTime { get; private set; }

    public bool IsReplaying { get; set; }

    public ExternalEvents Events { get; }

    public Queue<PlannedAction> Planned { get; } = [];

    /// <summary>Stored timers that the code has cancelled since the last turn.</summary>
    public List<(int TaskId, long Due)> CancelledTimers { get; } = [];

    public bool CustomStatusSet { get; set; }

    public object? CustomStatus { get; private set; }

    public ContinueAsNewRequest? Continuation { get; private set; }

    /// <summary>Set once, from any thread, when the code awaited what is not durable.</summary>
    public string? Fault { get; private set; }

    /// <summary>A failure known without running code: there is no such orchestrator.</summary>
    public StoredFailure? StartFailure { get; private set; }

    /// <summary>The code has returned or thrown, and nothing it began is open (azure-semantics A1, completion rule).</summary>
    public bool IsDone => StartFailure is not null || (_root is { IsCompleted: true } && _open.Count == 0);

    /// <summary>The code waits, but for nothing that this engine will ever deliver.</summary>
    public bool IsStuck => _root is { IsCompleted: false } && _open.Count == 0 && !Events.HasWaiters;

    public IEnumerable<string> OpenChildren => _open.Values.OfType<IChildCall>().Select(static call => call.ChildId).OfType<string>();

    public bool HasStarted => _root is not null || StartFailure is not null;

    public bool HasOpen(int taskId) => _open.ContainsKey(taskId);

    /// <summary>Runs one step on the orchestrator's thread.</summary>
    public void Enter(Action step) => _pump.Run(step);

    /// <summary>The run is at the end of its history: what the replayed code said again is stored already.</summary>
    public void EndReplay()
    {
        IsReplaying = false;
        CustomStatusSet = false;
        CancelledTimers.Clear();
    }

    /// <summary>Applies one event and lets the code answer it. Call inside <see cref="Enter"/>.</summary>
    public void Apply(HistoryEvent happened)
    {
        if (happened.Kind is not (EventKind.OrchestratorStarted or EventKind.TaskScheduled or EventKind.TimerCreated or EventKind.SubOrchestrationCreated or EventKind.EventSent))
            _answered = happened;
        switch (happened.Kind)
        {
            case EventKind.OrchestratorStarted:
                CurrentTime = new(happened.Time, DateTimeKind.Utc);
                break;
            case EventKind.ExecutionStarted:
                Start(happened.Data);
                break;
            case EventKind.EventRaised:
                Raise(happened.Name!, happened.Data);
                break;
            case EventKind.TaskCompleted or EventKind.TimerFired or EventKind.SubOrchestrationCompleted:
                // Unmatched (of a cancelled timer): ignored, as on Azure.
                if (_open.Remove(happened.TaskId, out var completed))
                    completed.Complete(happened.Data);
                break;
            case EventKind.TaskFailed or EventKind.SubOrchestrationFailed:
                if (_open.Remove(happened.TaskId, out var failed))
                    failed.Fail(StoredFailure.Read(happened.Data!));
                break;
            case EventKind.TaskScheduled or EventKind.TimerCreated or EventKind.SubOrchestrationCreated or EventKind.EventSent:
                // Each recorded call is matched, also after one that differs: what is left unmatched would be called again.
                var difference = Divergence.Check(this, happened);
                Difference ??= difference;
                break;
            default:
                break;
        }

        _pump.Drain();
    }

    public Task<T> Call<T>(EventKind kind, string name, string? data, string? childId, string? version = null)
    {
        RefuseForeignThread();
        var id = _nextId++;
        var call = new OpenCall<T>(name, id, _services.Converter, childId);
        _open.Add(id, call);
        Planned.Enqueue(new() { Kind = kind, TaskId = id, Name = name, Data = data, Target = childId, Version = version });
        return call.Task;
    }

    public Task CreateTimer(long due, TimeSpan? retryDelay, CancellationToken cancellation)
    {
        var id = _nextId++;
        var timer = new OpenTimer();
        _open.Add(id, timer);
        var planned = new PlannedAction { Kind = EventKind.TimerCreated, TaskId = id, Due = due, RetryDelay = retryDelay };
        Planned.Enqueue(planned);
        timer.CancelWith(() =>
        {
            RefuseForeignThread();
            if (!_open.Remove(id))
                return;
            planned.Cancelled = true;
            CancelledTimers.Add((id, due));
        }, cancellation);
        return timer.Task;
    }

    public void SendEvent(string target, string name, string? data)
        => Planned.Enqueue(new() { Kind = EventKind.EventSent, TaskId = _nextId++, Name = name, Data = data, Target = target });

    public void SetCustomStatus(object? status)
    {
        CustomStatus = status;
        CustomStatusSet = true;
    }

    public void ContinueAsNew(string? input, bool preserveEvents)
    {
        // What nobody has claimed leaves this generation now; what arrives later follows it.
        var events = Events.TakeUnclaimed();
        Continuation = new(input, preserveEvents, preserveEvents ? [.. Continuation?.Events ?? [], .. events] : []);
    }

    /// <summary>The outcome of code that has ended: its result as text, or its failure.</summary>
    public (string? Output, StoredFailure? Failure) Outcome()
    {
        if (StartFailure is not null)
            return (null, StartFailure);
#pragma warning disable CA1031 // Whatever the orchestrator threw is its outcome.
        try
        {
            return (_services.Converter.Serialize(_root!.GetAwaiter().GetResult()), null);
        }
        catch (Exception error)
        {
            return (null, StoredFailure.From(error));
        }
#pragma warning restore CA1031
    }

    public string DescribeStep() => $"while answering {Answering}" + (_root is { IsCompleted: false } root ? $" after {AwaitDescription.MethodOfWaiting(root)}" : string.Empty);

    public string DescribeWait() => _root is { } root ? AwaitDescription.OfWaiting(root) : "the orchestrator has not begun";

    public void RefuseForeignThread()
    {
        if (_pump.IsCurrent)
            return;
        ReportFault("the orchestration context was used on another thread");
        throw new InvalidOperationException(ForeignAwait.Message(InstanceId, Name, "the orchestration context was used on another thread", Answering));
    }

    private void ReportFault(string what)
    {
        if (Fault is not null)
            return;
        Fault = ForeignAwait.Message(InstanceId, Name, what, Answering);
        _services.OnFault(this, Fault);
    }

    private void Start(string? input)
    {
        Input = input;
        if (!_services.Registry.Orchestrators.TryGetValue(Name, out var factory))
        {
            StartFailure = StoredFailure.UnknownTask("Orchestrator", Name);
            return;
        }

        _root = RunCode(factory, input);
        if (!_root.IsCompleted)
        {
            _root.ContinueWith(static (_, run) => ((OrchestrationRun)run!).EndedSomewhere(), this,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<object?> RunCode(Func<ITaskOrchestrator> factory, string? input)
    {
        var orchestrator = factory();
        var isRead = input is not null && orchestrator.InputType != typeof(void);
        return await orchestrator.RunAsync(_context, isRead ? _services.Converter.Deserialize(input, orchestrator.InputType) : null);
    }

    private void EndedSomewhere()
    {
        if (!_pump.IsCurrent)
            ReportFault("the orchestrator ended on another thread");
    }

    private void Raise(string name, string? data)
    {
        if (Continuation is not { PreserveEvents: true } continuation)
            Events.Arrive(name, data);
        else
            continuation.Events.Add((name, data));
    }
}

/// <summary>The next generation as the code asked for it.</summary>
internal sealed record ContinueAsNewRequest(string? Input, bool PreserveEvents, List<(string Name, string? Payload)> Events);
