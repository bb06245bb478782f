namespace Azure.Messaging.ServiceBus;

/// <summary>A message as the broker gave it. Made by receivers, in tests by <see cref="ServiceBusModelFactory"/>.</summary>
public class ServiceBusReceivedMessage
{
    internal const string ReasonProperty = "DeadLetterReason";
    internal const string DescriptionProperty = "DeadLetterErrorDescription";

    internal ServiceBusReceivedMessage()
    {
    }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    /// <summary>The sender's name for the message.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>As sent.</summary>
    public string? PartitionKey { get; internal init; }

    /// <summary>As sent.</summary>
    public string? TransactionPartitionKey { get; internal init; }

    /// <summary>The session it belongs to.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>As sent.</summary>
    public string? ReplyToSessionId { get; internal init; }

    /// <summary>How long it is valid; the local broker keeps messages for ever.</summary>
    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    /// <summary>As sent.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>As sent.</summary>
    public string? Subject { get; internal init; }

    /// <summary>As sent.</summary>
    public string? To { get; internal init; }

    /// <summary>As sent.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>As sent.</summary>
    public string? ReplyTo { get; internal init; }

    /// <summary>As sent.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    /// <summary>The sender's own properties, and those that rules, abandoning and dead-lettering have set.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = new Dictionary<string, object>();

    /// <summary>What the receiver settles the message with; <see cref="Guid.Empty"/> when it was not locked.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>How often it was delivered, this time included.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>Until when nobody else receives it, UTC.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>The broker's number of the message: rises in the order of arrival.</summary>
    public long SequenceNumber { get; internal init; } = -1;

    /// <summary>The queue or subscription that a dead letter comes from.</summary>
    public string? DeadLetterSource { get; internal init; }

    /// <summary>Its number where it was first enqueued.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When it arrived, UTC.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When it ceases to be valid, UTC.</summary>
    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    /// <summary>Why a dead letter is one.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(ReasonProperty) as string;

    /// <summary>More about why a dead letter is one.</summary>
    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DescriptionProperty) as string;

    /// <summary>Its state.</summary>
    public ServiceBusMessageState State { get; internal init; }

    internal Guid LockTokenGuid { get; init; }
}
