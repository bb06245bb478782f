namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Everything one turn changes.</summary>
internal sealed class TurnWrite
{
    public required InstanceRow Row { get; set; }

    public bool IsNew { get; init; }

    /// <summary>Removes the stored history, timers and activities before anything of this turn is written.</summary>
    public bool ClearAll { get; set; }

    /// <summary>Removes stored timers and activities: the instance has ended (invariant I4).</summary>
    public bool ClearPending { get; set; }

    public long FirstSequence { get; set; }

    public List<HistoryEvent> Events { get; } = [];

    public List<TimerRow> TimersAdded { get; } = [];

    public List<int> TimersRemoved { get; } = [];

    public List<(int TaskId, long Sequence)> ActivitiesAdded { get; } = [];

    public List<int> ActivitiesRemoved { get; } = [];

    /// <summary>Timers of the clock (not retry pauses) that this turn applied.</summary>
    public int ClockTimersFired { get; set; }

    /// <summary>The key of a quarantined instance whose id this new one takes over; its rows stay, under an id that says so.</summary>
    public long Displaces { get; set; }

    /// <summary>Removes every row of the instance.</summary>
    public bool Purge { get; init; }

    /// <summary>Sets the instance aside with this reason: its history is not touched any more.</summary>
    public string? QuarantineReason { get; init; }

    /// <summary>Whether somebody may be waiting for this status.</summary>
    public bool StatusChanged { get; set; }
}

/// <summary>What the next commit holds.</summary>
internal sealed class WriteBatch(long number)
{
    public long Number { get; } = number;

    public List<TurnWrite> Turns { get; } = [];

    /// <summary>Inbox rows to add. The row number is taken down here: the loop may give the message another while the writer is at work.</summary>
    public List<(long Row, long Instance, Message Message)> MessagesAdded { get; } = [];

    public List<long> MessagesRemoved { get; } = [];

    /// <summary>Timers and activities whose outcomes went into the inbox of an instance that takes nothing now.</summary>
    public List<(long Instance, int TaskId)> PendingRemoved { get; } = [];

    /// <summary>Activities left over from an earlier life of the process, with the number of their next start.</summary>
    public List<(ActivityKey Key, int Start)> ActivityStarts { get; } = [];

    /// <summary>Callers who are answered once this is committed.</summary>
    public List<TaskCompletionSource> Acks { get; } = [];

    /// <summary>Activities that may run once this is committed.</summary>
    public List<ActivityCall> Activities { get; } = [];

    /// <summary>Activities whose results are in history once this is committed.</summary>
    public List<ActivityKey> ActivitiesTaken { get; } = [];

    public bool IsEmpty => Turns.Count == 0 && MessagesAdded.Count == 0 && MessagesRemoved.Count == 0 && Acks.Count == 0
        && PendingRemoved.Count == 0 && ActivityStarts.Count == 0;
}
