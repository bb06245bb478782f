using Microsoft.DurableTask.Client;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Where a sub-orchestration's result goes: to one call of one generation of its parent.</summary>
internal sealed record ParentLink(string InstanceId, string Name, long Generation, int TaskId);

/// <summary>An instance as it is stored. Times are UTC ticks.</summary>
internal sealed record InstanceRow
{
    public required long Key { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Counts ContinueAsNew and replacement: what is addressed to an older generation is dropped.</summary>
    public required long Generation { get; init; }

    public required string ExecutionId { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required long Created { get; init; }

    public required long Updated { get; init; }

    public long HistoryCount { get; init; }

    /// <summary>Not before this moment, for a scheduled start; zero once started.</summary>
    public long StartAt { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public string? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>The version it was started with; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>The tags it was started with, as JSON; null for none.</summary>
    public string? Tags { get; init; }

    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>A pending timer, ordered by due time. Retry pauses are due by real time, all others by the engine's clock.</summary>
internal readonly record struct TimerRow(long Due, long Instance, int TaskId, long Generation, bool IsRetry) : IComparable<TimerRow>
{
    /// <summary>The task id of a scheduled start.</summary>
    public const int StartTimer = -2;

    public int CompareTo(TimerRow other)
    {
        var order = Due.CompareTo(other.Due);
        if (order == 0)
            order = Instance.CompareTo(other.Instance);
        if (order == 0)
            order = TaskId.CompareTo(other.TaskId);
        return order == 0 ? Generation.CompareTo(other.Generation) : order;
    }
}

/// <summary>Names one call of an activity.</summary>
internal readonly record struct ActivityKey(long Instance, long Generation, int TaskId);

/// <summary>A stored call without a result: its description is the history row of that number.</summary>
internal readonly record struct PendingActivity(ActivityKey Key, long Sequence, int Starts);

/// <summary>An activity to run.</summary>
/// <param name="Key">The call.</param>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="Name">The activity.</param>
/// <param name="Input">Its input as text.</param>
/// <param name="Starts">In how many earlier lives of the process it was started and did not come to an end.</param>
internal sealed record ActivityCall(ActivityKey Key, string InstanceId, string Name, string? Input, int Starts = 0);

/// <summary>What waits to be applied to an instance.</summary>
internal sealed class Message
{
    public const long AnyGeneration = -1;

    public required EventKind Kind { get; init; }

    public long Generation { get; init; } = AnyGeneration;

    public int TaskId { get; init; } = HistoryEvent.NoTask;

    public string? Name { get; init; }

    public string? Data { get; init; }

    /// <summary>Its row in the inbox table; zero while it is not stored there.</summary>
    public long Row { get; set; }

    /// <summary>Whoever waits for it to be stored.</summary>
    public TaskCompletionSource? Ack { get; set; }

    /// <summary>The call it answers, when an activity of this process brought it.</summary>
    public ActivityKey? Activity { get; init; }

    /// <summary>The run whose code did what it must not, for a fault found between turns.</summary>
    public OrchestrationRun? FaultyRun { get; init; }

    /// <summary>A timer of the engine's clock, as opposed to a retry's pause.</summary>
    public bool IsClockTimer { get; init; }

    /// <summary>Timers and activities have rows of their own until a turn takes them; only what nobody else remembers goes to the inbox table.</summary>
    public bool NeedsRow => Row == 0 && FaultyRun is null && Kind
        is EventKind.ExecutionStarted or EventKind.EventRaised or EventKind.ExecutionTerminated
        or EventKind.ExecutionSuspended or EventKind.ExecutionResumed
        or EventKind.SubOrchestrationCompleted or EventKind.SubOrchestrationFailed;

    /// <summary>The end of a timer or an activity, which has a row of its own.</summary>
    public bool IsOutcome => Row == 0 && Kind is EventKind.TimerFired or EventKind.TaskCompleted or EventKind.TaskFailed;

    /// <summary>What a suspended instance takes all the same.</summary>
    public bool EndsSuspension => Kind is EventKind.ExecutionResumed or EventKind.ExecutionTerminated;
}
