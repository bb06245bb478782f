namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Whether the engine can store, and how far its timers are behind.</summary>
/// <param name="Writable">False from a failed commit until the next one that succeeds.</param>
/// <param name="Reason">Why it cannot store; null when it can.</param>
/// <param name="TimerLag">How long the oldest due timer has waited (clock time); zero when none is due.</param>
/// <param name="Quarantined">Instances set aside because their stored rows are damaged.</param>
/// <param name="LostCommits">Acknowledged commits that the file no longer held when it was opened: its log was cut, or an older copy put in its place.</param>
public sealed record EngineHealth(bool Writable, string? Reason, TimeSpan TimerLag, int Quarantined, long LostCommits);

/// <summary>The stored history of one instance's current generation.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ExecutionId">The generation.</param>
/// <param name="Name">The orchestrator's name.</param>
/// <param name="Events">Every recorded event, in order.</param>
public sealed record InstanceHistory(string InstanceId, string ExecutionId, string Name, IReadOnlyList<HistoryEntry> Events);

/// <summary>One recorded event.</summary>
/// <param name="Sequence">Its place, from 0, without gaps.</param>
/// <param name="Kind">What it is, for example TaskScheduled.</param>
/// <param name="Timestamp">When it was recorded, UTC, by the engine's clock.</param>
/// <param name="TaskId">The call it schedules or answers, if any.</param>
/// <param name="Name">The name of what was called or raised, if any.</param>
/// <param name="Data">Input, result or payload as JSON, if any.</param>
/// <param name="DueAt">A timer's due time, UTC.</param>
public sealed record HistoryEntry(
    long Sequence, string Kind, DateTimeOffset Timestamp, int? TaskId, string? Name, string? Data, DateTimeOffset? DueAt);
