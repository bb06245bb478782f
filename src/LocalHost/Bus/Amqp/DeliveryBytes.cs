using System.Runtime.InteropServices;
using LocalHost.Bus.Broker;
using LocalHost.Bus.Content;
using LocalHost.Bus.Store;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// A stored message for a receiver: the sender's bytes, after a header and annotations of the broker.
/// </summary>
internal static class DeliveryBytes
{
    private const int Active = 0;

    public static AmqpMessage Message(DeliveredMessage message) => AmqpMessage.CreateAmqpStreamMessage(
        new BufferListStream([Segment(Head(message.Row, message.LockedUntil)), .. Body(message.Row)]), payloadInitialized: true);

    /// <summary>The whole message, for one that is shown and not delivered.</summary>
    public static byte[] Whole(MessageRow row) => [.. Head(row, null).Span, .. row.Bare.Span];

    // A stream has no empty segments.
    private static IEnumerable<ArraySegment<byte>> Body(MessageRow row) => row.Bare.IsEmpty ? [] : [Segment(row.Bare)];

    private static ReadOnlyMemory<byte> Head(MessageRow row, long? lockedUntil)
    {
        var annotations = new AmqpWriter();
        var count = Sent(row, annotations)
            + Add(annotations.Symbol("x-opt-enqueued-time"u8).Timestamp(row.Enqueued))
            + Add(annotations.Symbol("x-opt-sequence-number"u8).Long(row.Sequence))
            + Add(annotations.Symbol("x-opt-enqueue-sequence-number"u8).Long(row.Sequence))
            + Add(annotations.Symbol("x-opt-message-state"u8).Int(Active));
        if (lockedUntil is { } until)
            count += Add(annotations.Symbol("x-opt-locked-until"u8).Timestamp(until));
        if (row.Source is { } source)
            count += Add(annotations.Symbol("x-opt-deadletter-source"u8).Text(source));
        return new AmqpWriter().Raw(Header(row))
            .Section(SectionCode.MessageAnnotations, AmqpScan.LongMap, count * 2, annotations.Written.Span).Written;
    }

    private static int Add(AmqpWriter _) => 1;

    private static ReadOnlySpan<byte> Header(MessageRow row)
    {
        var header = new Header();
        if (!row.Header.IsEmpty)
            header.Decode(new ByteBuffer(Segment(row.Header)));
        header.DeliveryCount = (uint)row.Delivered;
        var buffer = new ByteBuffer(new byte[header.EncodeSize]);
        header.Encode(buffer);
        return buffer.Buffer.AsSpan(0, buffer.Length);
    }

    // The sender's annotations, except those that belong to the broker.
    private static int Sent(MessageRow row, AmqpWriter annotations)
    {
        if (row.Annotations.IsEmpty)
            return 0;
        var bytes = row.Annotations.Span;
        var count = 0;
        foreach (var entry in RawMap.Read(bytes, MessageSections.Read(bytes)[0].ValueAt))
        {
            if (entry.Key is null || IsBrokers(entry.Key))
                continue;
            annotations.Raw(bytes[entry.Start..entry.End]);
            count++;
        }

        return count;
    }

    private static bool IsBrokers(string annotation) =>
        annotation.StartsWith("x-opt-", StringComparison.Ordinal) && !annotation.EndsWith("partition-key", StringComparison.Ordinal);

    private static ArraySegment<byte> Segment(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray());
}
