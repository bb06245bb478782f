using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

/// <summary>One orchestration instance. Guarded by its hub's lock, but for the history, which only the episode that runs changes.</summary>
internal sealed class Instance
{
    public required string Id { get; init; }

    /// <summary>The start of the present generation: name, version, input, parent and tags.</summary>
    public required HistoryEvent Start { get; set; }

    public ExecutionStartedEvent Started => Start.ExecutionStarted;

    public string ExecutionId => Started.OrchestrationInstance.ExecutionId!;

    public OrchestrationStatus Status { get; set; } = OrchestrationStatus.Pending;

    public required DateTimeOffset UpdatedAt { get; set; }

    public string? Output { get; set; }

    public string? CustomStatus { get; set; }

    /// <summary>False until the time of a start that was scheduled for later has come.</summary>
    public bool HasBegun { get; set; }

    /// <summary>The events of the present generation that were taken in.</summary>
    public List<HistoryEvent> History { get; set; } = [];

    /// <summary>Messages that no episode has taken yet.</summary>
    public LinkedList<Message> Inbox { get; } = [];

    /// <summary>Timers of the present generation, and of a start that is still to come.</summary>
    public HashSet<DurableTimer> Timers { get; } = [];

    /// <summary>Set while an episode waits for its turn or runs.</summary>
    public WorkItem? Work { get; set; }

    /// <summary>Failures of calls that came in while it was suspended: its code answers them once it is resumed.</summary>
    public int FailuresHeldBack { get; set; }

    /// <summary>How often its worker ended while its code ran, since it last came through.</summary>
    public int WorkerEnds { get; set; }

    public bool HasEnded => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}

/// <summary>A message for an instance.</summary>
/// <param name="Event">What it brings.</param>
/// <param name="ExecutionId">The only generation it is for; null for any.</param>
internal readonly record struct Message(HistoryEvent Event, string? ExecutionId = null);
