using System.Text;
using Azure.Messaging.ServiceBus;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A message as the broker takes it: a snapshot of what was sent.</summary>
internal sealed record Envelope
{
    /// <summary>The limit of the standard tier, which the app is written for.</summary>
    public const int LargestBytes = 256 * 1024;

    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? MessageId { get; init; }

    public string? PartitionKey { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ContentType { get; init; }

    public required IReadOnlyDictionary<string, object> Properties { get; init; }

    /// <summary>What counts towards the limit.</summary>
    public long Size => Body.Length + Texts().Sum(static text => text is null ? 0L : Encoding.UTF8.GetByteCount(text))
        + Properties.Sum(static pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(PropertyText.Write(pair.Value)));

    public static Envelope Of(ServiceBusMessage message) => new()
    {
        Body = message.Body.ToMemory(),
        MessageId = message.MessageId,
        PartitionKey = message.PartitionKey,
        SessionId = message.SessionId,
        ReplyToSessionId = message.ReplyToSessionId,
        CorrelationId = message.CorrelationId,
        Subject = message.Subject,
        To = message.To,
        ReplyTo = message.ReplyTo,
        ContentType = message.ContentType,
        Properties = new Dictionary<string, object>(message.ApplicationProperties),
    };

    public Envelope With(IReadOnlyDictionary<string, string> changes) => this with
    {
        Properties = Properties.Concat(changes.Select(static change => KeyValuePair.Create<string, object>(change.Key, change.Value)))
            .GroupBy(static pair => pair.Key).ToDictionary(static group => group.Key, static group => group.Last().Value),
    };

    private IEnumerable<string?> Texts() => [MessageId, PartitionKey, SessionId, ReplyToSessionId, CorrelationId, Subject, To, ReplyTo, ContentType];
}
