using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The header <c>BrokerProperties</c>: what the broker knows of a message, as JSON. Subject is <c>Label</c> there.</summary>
internal sealed record BrokerProperties
{
    public const string Header = "BrokerProperties";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Headers are ASCII.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default,
    };

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    public string? CorrelationId { get; init; }

    public string? Label { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    public int? DeliveryCount { get; init; }

    public long? SequenceNumber { get; init; }

    public long? EnqueuedSequenceNumber { get; init; }

    public string? EnqueuedTimeUtc { get; init; }

    public string? LockToken { get; init; }

    public string? LockedUntilUtc { get; init; }

    public string? DeadLetterSource { get; init; }

    public string? State { get; init; }

    /// <exception cref="BusRequestException">It is not JSON, or a value has another type.</exception>
    public static BrokerProperties Read(IHeaderDictionary headers)
    {
        var text = headers[Header].ToString();
        try
        {
            return text.Length == 0 ? new() : JsonSerializer.Deserialize<BrokerProperties>(text, Json) ?? new();
        }
        catch (JsonException error)
        {
            throw new BusRequestException(StatusCodes.Status400BadRequest, $"The header {Header} is not as it should be; the fault is at {error.Path ?? "its beginning"}.");
        }
    }

    public static string Write(ServiceBusReceivedMessage message) => JsonSerializer.Serialize(new BrokerProperties
    {
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        PartitionKey = message.PartitionKey,
        CorrelationId = message.CorrelationId,
        Label = message.Subject,
        To = message.To,
        ReplyTo = message.ReplyTo,
        ReplyToSessionId = message.ReplyToSessionId,
        DeliveryCount = message.DeliveryCount,
        SequenceNumber = message.SequenceNumber,
        EnqueuedSequenceNumber = message.EnqueuedSequenceNumber,
        EnqueuedTimeUtc = Time(message.EnqueuedTime),
        LockToken = message.LockTokenGuid == Guid.Empty ? null : message.LockToken,
        LockedUntilUtc = message.LockTokenGuid == Guid.Empty ? null : Time(message.LockedUntil),
        DeadLetterSource = message.DeadLetterSource,
        State = message.State.ToString(),
    }, Json);

    private static string Time(DateTimeOffset instant) => instant.ToString("R", CultureInfo.InvariantCulture);
}
