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
    }

    public Instance Instance { get; }

    public WriteBatch Batch { get; }

    /// <summary>The turn's time, UTC ticks.</summary>
    public long Now { get; }

    public TurnWrite Write { get; }

    public Message? TerminatedWith { get; set; }

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

    public HistoryEvent Record(Message message, OrchestrationRun run)
    {
        if (RecordStartIfEmpty() is { } started)
            run.Apply(started);
        if (Instance.IsHeld)
            Write.TimersRemoved.Add(TimerRow.StartTimer);
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
