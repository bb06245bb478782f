using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Deadlines;

/// <summary>What a checkpoint does. The order is that of checkpoints which fall on the same instant.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckpointKind>))]
public enum CheckpointKind
{
    [JsonStringEnumMemberName("reminder")] Reminder,
    [JsonStringEnumMemberName("due")] Due,
    [JsonStringEnumMemberName("escalation")] Escalation,
}

/// <summary>A moment at which a deadline reminds, falls due or escalates.</summary>
public sealed record Checkpoint
{
    public required CheckpointKind Kind { get; init; }

    /// <summary>1 to 3 for an escalation, else null.</summary>
    public int? Tier { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Role codes of those who are told.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>When it fired, in UTC; null while it has not.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>Its moment had passed when the deadline opened, so it never fires.</summary>
    public bool Skipped { get; init; }

    /// <summary>Still to come.</summary>
    [JsonIgnore]
    public bool IsPending => FiredAt is null && !Skipped;

    /// <summary>Whether this is the same moment of the same deadline, fired or not.</summary>
    public bool IsSameMoment(Checkpoint other) => Kind == other.Kind && Tier == other.Tier && At == other.At;
}
