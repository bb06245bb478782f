using LocalHost.Bus.Content;

namespace LocalHost.Bus.Entities;

/// <summary>What a key may do.</summary>
internal enum AccessRight
{
    Send,
    Listen,
    Manage,
}

/// <summary>A key's name and rights at one entity. Rules of one name share one key, wherever they stand.</summary>
internal sealed record AuthorizationRule(string Name, IReadOnlyList<AccessRight> Rights)
{
    public bool Allows(AccessRight right) => Rights.Contains(right) || Rights.Contains(AccessRight.Manage);
}

/// <summary>A queue, or a subscription's own.</summary>
internal sealed record QueueEntity(string Path)
{
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    public int MaxDeliveryCount { get; init; } = 10;

    public bool RequiresSession { get; init; }

    /// <summary>How long message ids are remembered; null: duplicates are not detected.</summary>
    public TimeSpan? DuplicateWindow { get; init; }

    /// <summary>The longest that a message stays; null: as long as its sender says, or for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Whether a message whose time is over becomes a dead letter; else it is removed.</summary>
    public bool DeadLettersExpired { get; init; }

    public IReadOnlyList<AuthorizationRule> Rules { get; init; } = [];
}

/// <summary>Which messages a subscription takes, and what it sets on them.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Equal">Properties and the values they must have; empty: every message.</param>
/// <param name="Set">Properties to set.</param>
internal sealed record SubscriptionRule(string Name, IReadOnlyDictionary<string, string> Equal, IReadOnlyDictionary<string, object?> Set)
{
    public bool Matches(Envelope message) => Equal.All(wanted => message.Property(wanted.Key) is string text && text == wanted.Value);
}

/// <param name="Queue">Where its messages wait.</param>
/// <param name="ForwardTo">Normal path of the queue that gets them instead; null: none.</param>
/// <param name="Rules">Each that matches gives a copy; none: every message.</param>
internal sealed record SubscriptionEntity(QueueEntity Queue, string? ForwardTo, IReadOnlyList<SubscriptionRule> Rules);

internal sealed record TopicEntity(string Path)
{
    public TimeSpan? DuplicateWindow { get; init; }

    /// <summary>The longest that a message stays in its subscriptions; null: as they say.</summary>
    public TimeSpan? TimeToLive { get; init; }

    public IReadOnlyList<SubscriptionEntity> Subscriptions { get; init; } = [];

    public IReadOnlyList<AuthorizationRule> Rules { get; init; } = [];
}
