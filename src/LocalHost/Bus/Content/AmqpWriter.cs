using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Azure.Amqp;

namespace LocalHost.Bus.Content;

/// <summary>Writes AMQP values, and copies encoded ones as they are.</summary>
internal sealed class AmqpWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public AmqpWriter Raw(ReadOnlySpan<byte> encoded)
    {
        _bytes.Write(encoded);
        return this;
    }

    public AmqpWriter Null() => Code(AmqpScan.Null);

    public AmqpWriter UInt(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Code(0x70).Grow(sizeof(uint)), value);
        return this;
    }

    public AmqpWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Code(0x71).Grow(sizeof(int)), value);
        return this;
    }

    public AmqpWriter Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Code(0x81).Grow(sizeof(long)), value);
        return this;
    }

    /// <param name="ticks">UTC ticks; written in milliseconds.</param>
    public AmqpWriter Timestamp(long ticks)
    {
        var milliseconds = (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        BinaryPrimitives.WriteInt64BigEndian(Code(0x83).Grow(sizeof(long)), milliseconds);
        return this;
    }

    public AmqpWriter Symbol(ReadOnlySpan<byte> ascii) => ascii.Length > byte.MaxValue
        ? Sized(0xB3, ascii)
        : Code(0xA3).Code((byte)ascii.Length).Raw(ascii);

    public AmqpWriter Text(string? value) => value is null ? Null() : Sized(0xB1, Encoding.UTF8.GetBytes(value));

    public AmqpWriter Binary(ReadOnlySpan<byte> value) => Sized(0xB0, value);

    /// <summary>A value of any type that the library encodes.</summary>
    public AmqpWriter Object(object? value)
    {
        var buffer = new ByteBuffer(new byte[AmqpCodec.GetObjectEncodeSize(value)]);
        AmqpCodec.EncodeObject(value, buffer);
        return Raw(buffer.Buffer.AsSpan(0, buffer.Length));
    }

    /// <summary>A section that is a list or a map: its descriptor, then the encoded values.</summary>
    /// <param name="section">Which section.</param>
    /// <param name="code">Long list or long map.</param>
    /// <param name="count">How many values.</param>
    /// <param name="values">The values.</param>
    public AmqpWriter Section(byte section, byte code, int count, ReadOnlySpan<byte> values)
    {
        Raw([AmqpScan.Described, 0x53, section, code]);
        BinaryPrimitives.WriteUInt32BigEndian(Grow(sizeof(uint)), (uint)(values.Length + sizeof(uint)));
        BinaryPrimitives.WriteUInt32BigEndian(Grow(sizeof(uint)), (uint)count);
        return Raw(values);
    }

    private AmqpWriter Sized(byte code, ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Code(code).Grow(sizeof(uint)), (uint)value.Length);
        return Raw(value);
    }

    private AmqpWriter Code(byte code)
    {
        Grow(1)[0] = code;
        return this;
    }

    private Span<byte> Grow(int size)
    {
        var span = _bytes.GetSpan(size)[..size];
        _bytes.Advance(size);
        return span;
    }
}
