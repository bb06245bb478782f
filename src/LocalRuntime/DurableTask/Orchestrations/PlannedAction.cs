namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>What the code asked for and no history has recorded yet.</summary>
internal sealed class PlannedAction
{
    public required EventKind Kind { get; init; }

    public required int TaskId { get; init; }

    public string? Name { get; init; }

    public string? Data { get; init; }

    public string? Target { get; init; }

    /// <summary>A child's version.</summary>
    public string? Version { get; init; }

    /// <summary>A timer's due time, UTC ticks.</summary>
    public long Due { get; init; }

    /// <summary>For a retry's pause: it runs on real time, so that a simulated clock that stands still does not hold it back.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>A timer cancelled before it was stored: recorded, never pending.</summary>
    public bool Cancelled { get; set; }

    public string Describe() => Name is null ? $"a {Word(Kind)}" : $"a {Word(Kind)} named '{Name}'";

    public static string Word(EventKind kind) => kind switch
    {
        EventKind.TaskScheduled => "call of an activity",
        EventKind.TimerCreated => "timer",
        EventKind.SubOrchestrationCreated => "call of a sub-orchestration",
        EventKind.EventSent => "sent event",
        _ => kind.ToString(),
    };
}
