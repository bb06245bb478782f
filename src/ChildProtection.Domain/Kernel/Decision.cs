using System.Text.Json;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Kernel;

/// <summary>What a signal does to a case.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decision")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Ignored), "ignored")]
public abstract record Decision
{
    /// <summary>The form that travels to the commit.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DomainJson.Signal);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a decision.</exception>
    public static Decision FromJson(string json) =>
        JsonSerializer.Deserialize<Decision>(json, DomainJson.Signal) ?? throw new JsonException("A decision is expected, not null.");
}

/// <summary>The signal changed the case.</summary>
public sealed record Accepted : Decision
{
    /// <summary>The state from here on; its sequence is one more than before.</summary>
    public required CaseState State { get; init; }

    public required Fact Fact { get; init; }

    /// <summary>Every deadline that opened, changed or ended, in the order it happened.</summary>
    public required IReadOnlyList<DeadlineChange> Deadlines { get; init; }

    /// <summary>Every approval that was raised, climbed or ended, in the order it happened.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>What the caller should know although the event stands.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The plan version that this signal published, if it did.</summary>
    public PlanVersion? PlanVersion { get; init; }
}

/// <summary>The event is not possible; nothing changed.</summary>
public sealed record Rejected : Decision
{
    public required RejectionKind Kind { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Reason { get; init; }

    /// <summary>The rule that refuses it, with its source.</summary>
    public required string Rule { get; init; }

    /// <summary>The field at fault (a JSON pointer into the event), for <see cref="RejectionKind.Invalid"/>.</summary>
    public string? Field { get; init; }

    /// <summary>Each field at fault, where several are; null where <see cref="Field"/> is the only one.</summary>
    public IReadOnlyList<FieldFault>? Faults { get; init; }
}

/// <param name="Field">A JSON pointer into the event.</param>
/// <param name="Reason">What is wrong with it and what to do.</param>
public sealed record FieldFault(string Field, string Reason);

/// <summary>The signal says nothing new: a checkpoint that has fired, or whose deadline has ended.</summary>
public sealed record Ignored : Decision;

public enum RejectionKind
{
    /// <summary>Not possible in the case's present state.</summary>
    NotAllowed,

    /// <summary>A field's value cannot be right, whatever the state.</summary>
    Invalid,
}

/// <summary>One line of the chronology.</summary>
public sealed record Fact
{
    public required long Sequence { get; init; }

    /// <summary>An event type, or <c>Reminder</c>, <c>Overdue</c>, <c>Escalation</c>.</summary>
    public required string Type { get; init; }

    public required DateOnly OccurredOn { get; init; }

    /// <summary>When it was decided (UTC); never earlier than the fact before it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>In words, without names.</summary>
    public required string Summary { get; init; }
}

public enum DeadlineChangeKind
{
    Opened,
    Met,
    Overdue,
    Cancelled,
    Superseded,
    Reminded,
    Escalated,
    NotDone,
}

/// <param name="Deadline">As it is after the change.</param>
/// <param name="Change">What happened to it.</param>
public sealed record DeadlineChange(Deadline Deadline, DeadlineChangeKind Change);
