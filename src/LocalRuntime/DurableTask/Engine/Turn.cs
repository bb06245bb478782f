namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>One turn under way: what it has recorded so far.</summary>
internal sealed class Turn
{
    public Turn(Instance instance, WriteBatch batch, long now)
    {
        Instance = instance;
        Batch = batch;
        Now = now;
        Write = instance.Unwritten ?? new() { Row = instance.Row };
        Write.FirstSequence = instance.Row.HistoryCount;
        IsSuspended = instance.IsSuspended;
    }

    public Instance Instance { get; }

    public WriteBatch Batch { get; }

    /// <summary>The turn's time, UTC ticks.</summary>
    public long Now { get; }

    public TurnWrite Write { get; }

    public Message? TerminatedWith { get; set; }

    /// <summary>Whether the instance takes nothing but its resumption or its end.</summary>
    public bool IsSuspended { get; private set; }

    public string? NewCustomStatus { get; set; }

    public bool CustomStatusChanged { get; set; }

    public bool IsEmpty => Write.Events.Count == 0;

    public long NextSequence => Write.FirstSequence + Write.Events.Count;

    /// <summary>The row after this turn, before its status is known.</summary>
    public InstanceRow Next => Instance.Row with
    {
        Updated = Now,
        StartAt = 0,
        HistoryCount = NextSequence,
        CustomStatus = CustomStatusChanged ? NewCustomStatus : Instance.Row.CustomStatus,
    };

    public static HistoryEvent ToEvent(Message message, long now) => new()
    {
        Kind = message.Kind,
        Time = now,
        TaskId = message.TaskId,
        Name = message.Name,
        Data = message.Data,
    };

    /// <summary>The next message that the instance takes now; null when there is none.</summary>
    public Message? TakeNext()
    {
        var inbox = Instance.Inbox;
        if (!IsSuspended)
            return inbox.TryDequeue(out var next) ? next : null;
        if (inbox.FirstOrDefault(static message => message.EndsSuspension) is not { } taken)
            return null;
        Instance.Inbox = new(inbox.Where(message => message != taken));
        return taken;
    }

    public HistoryEvent Record(Message message)
    {
        if (Instance.WaitsForItsStart)
            Write.TimersRemoved.Add(TimerRow.StartTimer);
        IsSuspended = message.Kind switch
        {
            EventKind.ExecutionSuspended => true,
            EventKind.ExecutionResumed => false,
            _ => IsSuspended,
        };
        switch (message.Kind)
        {
            case EventKind.TimerFired:
                Write.TimersRemoved.Add(message.TaskId);
                Write.ClockTimersFired += message.IsClockTimer ? 1 : 0;
                break;
            case EventKind.TaskCompleted or EventKind.TaskFailed:
                Write.ActivitiesRemoved.Add(message.TaskId);
                break;
            default:
                break;
        }

        var happened = ToEvent(message, Now);
        Write.Events.Add(happened);
        return happened;
    }

    /// <summary>Begins the turn's record, unless it has begun.</summary>
    public HistoryEvent? RecordStartIfEmpty()
    {
        if (!IsEmpty)
            return null;
        var started = new HistoryEvent { Kind = EventKind.OrchestratorStarted, Time = Now };
        Write.Events.Add(started);
        return started;
    }

    /// <summary>Puts the turn into the batch, with the row as it is from now on.</summary>
    public void Store(InstanceRow row)
    {
        // A history that this turn clears counts from zero again.
        row = Write is { ClearAll: true, Events.Count: 0 } ? row with { HistoryCount = 0 } : row;
        Write.StatusChanged |= row.Status != Instance.Row.Status;
        Write.Row = row;
        Instance.Row = row;
        Instance.Unwritten = null;
        Batch.Turns.Add(Write);
    }
}
