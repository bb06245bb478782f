using LocalHost.Bus.Broker;
using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>A request of a client.</summary>
/// <param name="Operation">What is asked for.</param>
/// <param name="MessageId">What the answer names.</param>
/// <param name="ReplyTo">Where the answer goes.</param>
/// <param name="Body">The value that it carries.</param>
internal sealed record BusRequest(string Operation, MessageId? MessageId, string? ReplyTo, object? Body)
{
    /// <exception cref="MalformedMessageException">The bytes are no request.</exception>
    public static BusRequest Read(byte[] bytes)
    {
        var body = MessageSections.Read(bytes).Find(static section => section.Code == SectionCode.Value);
        if (body.End > 0)
            NestingGuard.Check(bytes, body.ValueAt);
        try
        {
            using var message = AmqpMessage.CreateInputMessage(new BufferListStream([new ArraySegment<byte>(bytes)]));
            return new(
                message.ApplicationProperties?.Map["operation"] as string ?? "",
                message.Properties?.MessageId,
                message.Properties?.ReplyTo?.ToString(),
                body.End > 0 ? message.ValueBody.Value : null);
        }
        catch (Exception error) when (error is AmqpException or ArgumentException or InvalidCastException or InvalidOperationException)
        {
            throw new MalformedMessageException($"The request can't be decoded: {error.Message}");
        }
    }

    /// <summary>A member of the body.</summary>
    /// <exception cref="BusFault">It is missing, or of another type.</exception>
    public T Need<T>(string name) => Find(name) is T value
        ? value
        : throw new BusFault(Conditions.ArgumentError, $"The request {Operation} needs a {typeof(T).Name} '{name}'.");

    /// <summary>A member of the body; the default where it is missing or of another type.</summary>
    public T? Optional<T>(string name) => Find(name) is T value ? value : default;

    private object? Find(string name) => Body is AmqpMap map ? map[new MapKey(name)] : null;
}
