namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>What a history records. The numbers are stored: never change one, only add.</summary>
internal enum EventKind
{
    OrchestratorStarted = 0,
    ExecutionStarted = 1,
    EventRaised = 2,
    TaskScheduled = 3,
    TaskCompleted = 4,
    TaskFailed = 5,
    TimerCreated = 6,
    TimerFired = 7,
    SubOrchestrationCreated = 8,
    SubOrchestrationCompleted = 9,
    SubOrchestrationFailed = 10,
    EventSent = 11,
    ExecutionTerminated = 12,
    ExecutionCompleted = 13,
    ExecutionFailed = 14,
    ExecutionSuspended = 15,
    ExecutionResumed = 16,
}

/// <summary>One row of a history. Times are UTC ticks.</summary>
internal sealed class HistoryEvent
{
    public const int NoTask = -1;

    public required EventKind Kind { get; init; }

    public required long Time { get; init; }

    public int TaskId { get; init; } = NoTask;

    public string? Name { get; init; }

    public string? Data { get; init; }

    /// <summary>The other instance: a child's id, or the one an event was sent to.</summary>
    public string? Target { get; init; }

    public long Due { get; init; }
}
