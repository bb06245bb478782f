using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Tests.Bus;

/// <summary>Encoded messages, made by the AMQP library as any client makes them.</summary>
internal static class Bytes
{
    public static byte[] Message(string body, Action<AmqpMessage>? change = null)
    {
        var message = AmqpMessage.Create(new Data { Value = new ArraySegment<byte>(System.Text.Encoding.UTF8.GetBytes(body)) });
        change?.Invoke(message);
        return [.. message.GetPayload().SelectMany(static part => part)];
    }

    public static AmqpMessage Read(ReadOnlyMemory<byte> bytes) =>
        AmqpMessage.CreateInputMessage(new BufferListStream([new ArraySegment<byte>(bytes.ToArray())]));

    public static Envelope Envelope(string body, Action<AmqpMessage>? change = null) =>
        global::LocalHost.Bus.Content.Envelope.Read(Message(body, change));
}
