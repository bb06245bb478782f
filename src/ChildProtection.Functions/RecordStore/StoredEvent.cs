using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore;

public enum EventStatus
{
    /// <summary>Stored and acknowledged; not decided yet.</summary>
    Pending,
    Accepted,
    Rejected,

    /// <summary>The decision failed repeatedly; the event is parked for an operator and the case continues.</summary>
    Failed,
}

/// <summary>An event and its outcome.</summary>
public sealed record StoredEvent
{
    public required string CaseId { get; init; }

    public required string EventId { get; init; }

    public required string Type { get; init; }

    public required DateOnly OccurredOn { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the request, to detect the same key with another body.</summary>
    public required string BodyHash { get; init; }

    public required EventStatus Status { get; init; }

    /// <summary>The fact that decided it.</summary>
    public long? Sequence { get; init; }

    /// <summary>The case's state after the decision.</summary>
    public CaseStage? State { get; init; }

    /// <summary>The changes of deadlines, when accepted.</summary>
    public IReadOnlyList<DeadlineOutcome> Deadlines { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the event was rejected or failed, and what to do.</summary>
    public string? Reason { get; init; }

    public string? Rule { get; init; }

    /// <summary>The field at fault, for an invalid event.</summary>
    public string? Field { get; init; }

    /// <summary>Each field at fault, where several are.</summary>
    public IReadOnlyList<FieldFault>? Faults { get; init; }
}

/// <summary>A deadline's change, for the event's caller.</summary>
public sealed record DeadlineOutcome
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required DeadlineChangeKind Change { get; init; }

    public required DateOnly DueOn { get; init; }

    public DateOnly? MetOn { get; init; }

    public int? DaysLate { get; init; }
}
