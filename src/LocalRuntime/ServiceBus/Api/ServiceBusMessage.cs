namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    // The service's own limit for message id, session id and partition key.
    private const int LongestId = 128;

    private string? _messageId, _sessionId, _partitionKey;

    /// <summary>Without a body.</summary>
    public ServiceBusMessage()
        : this(BinaryData.Empty)
    {
    }

    /// <summary>With a text, as UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>With bytes.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>With a body.</summary>
    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>A copy of a received message to send again. What the broker added (delivery, lock, dead-letter reason) is left out.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        MessageId = receivedMessage.MessageId;
        PartitionKey = receivedMessage.PartitionKey;
        SessionId = receivedMessage.SessionId;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ReplyTo = receivedMessage.ReplyTo;
        ContentType = receivedMessage.ContentType;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.ReasonProperty or ServiceBusReceivedMessage.DescriptionProperty))
                ApplicationProperties[name] = value;
        }
    }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; set; }

    /// <summary>Names the message; a queue or topic with duplicate detection takes an id once. 128 characters at most.</summary>
    /// <exception cref="ArgumentException">Too long, or empty.</exception>
    public string? MessageId
    {
        get => _messageId;
        set => _messageId = value is "" ? throw new ArgumentException("The message id is empty; leave it null or give one.", nameof(value)) : Checked(value, nameof(MessageId));
    }

    /// <summary>Kept with the message; equals the session id when there is one. 128 characters at most.</summary>
    /// <exception cref="ArgumentException">Too long.</exception>
    public string? PartitionKey
    {
        get => _partitionKey;
        set => _partitionKey = Checked(value, nameof(PartitionKey));
    }

    /// <summary>Messages of one session are received in order, by one receiver at a time. 128 characters at most.</summary>
    /// <exception cref="ArgumentException">Too long.</exception>
    public string? SessionId
    {
        get => _sessionId;
        set => _sessionId = Checked(value, nameof(SessionId));
    }

    /// <summary>The session to answer to.</summary>
    public string? ReplyToSessionId { get; set; }

    /// <summary>What the message belongs to.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>What the message is about; <c>Label</c> in the REST protocol.</summary>
    public string? Subject { get; set; }

    /// <summary>For whom; the broker does not read it.</summary>
    public string? To { get; set; }

    /// <summary>Where to answer.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Media type of the body.</summary>
    public string? ContentType { get; set; }

    /// <summary>Properties of the sender's own. Filters and rules read them. Values: text, numbers, truth values, GUIDs, dates and durations.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    private static string? Checked(string? value, string name) => value is { Length: > LongestId }
        ? throw new ArgumentException($"{name} has {value.Length} characters; the service takes {LongestId} at most.", nameof(value))
        : value;
}
