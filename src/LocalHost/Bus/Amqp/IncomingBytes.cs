using LocalHost.Bus.Broker;
using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// A message that came over a link: its bytes, counted against what the connection may have under way until this is disposed.
/// </summary>
internal sealed class IncomingBytes : IDisposable
{
    private const uint Batch = AmqpConstants.AmqpBatchedMessageFormat;

    private readonly InboundBudget _budget;
    private readonly long _charge;
    private readonly uint _format;

    private IncomingBytes(InboundBudget budget, long charge, uint format, byte[] bytes) =>
        (_budget, _charge, _format, Bytes) = (budget, charge, format, bytes);

    public byte[] Bytes { get; }

    /// <summary>Copies the bytes and gives the library's buffers back.</summary>
    public static IncomingBytes Take(AmqpMessage message, InboundBudget budget)
    {
        var buffers = message.RawByteBuffers;
        var bytes = new byte[buffers.Sum(static buffer => buffer.Length)];
        var at = 0;
        foreach (var buffer in buffers)
        {
            Buffer.BlockCopy(buffer.Buffer, buffer.Offset, bytes, at, buffer.Length);
            at += buffer.Length;
        }

        var charge = InboundBudget.Charge(buffers.Count, bytes.Length);
        message.Dispose();
        budget.Hold(charge);
        return new(budget, charge, message.MessageFormat ?? 0, bytes);
    }

    /// <summary>The message, or those of a batch, whose data sections hold a whole one each.</summary>
    /// <exception cref="MalformedMessageException">The bytes are none.</exception>
    /// <exception cref="BusFault">They are of a format that the broker does not know.</exception>
    public IReadOnlyList<Envelope> Envelopes() => _format switch
    {
        0 => [Envelope.Read(Bytes)],
        Batch => [.. MessageSections.Read(Bytes).Where(static section => section.Code == SectionCode.Data).Select(Inner)],
        _ => throw Faults.NotImplemented($"the message format 0x{_format:X8}"),
    };

    public void Dispose() => _budget.Done(_charge);

    private Envelope Inner(MessageSection section) => AmqpScan.Byte(Bytes, section.ValueAt) switch
    {
        0xA0 => Envelope.Read(Bytes.AsMemory()[(section.ValueAt + 2)..section.End]),
        0xB0 => Envelope.Read(Bytes.AsMemory()[(section.ValueAt + 5)..section.End]),
        _ => throw new MalformedMessageException("A part of the batch is not binary."),
    };
}
