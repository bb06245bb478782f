using System.Buffers.Binary;

namespace LocalHost.Bus.Content;

/// <summary>Steps over encoded AMQP values without decoding them. It takes no more stack for deep values than for flat ones.</summary>
internal static class AmqpScan
{
    public const byte Described = 0x00;
    public const byte Null = 0x40;
    public const byte EmptyList = 0x45;
    public const byte ShortList = 0xC0;
    public const byte LongList = 0xD0;
    public const byte ShortMap = 0xC1;
    public const byte LongMap = 0xD1;

    /// <summary>Where the value that begins at an offset ends.</summary>
    /// <exception cref="MalformedMessageException">There is no whole value.</exception>
    public static int End(ReadOnlySpan<byte> bytes, int at)
    {
        // A described value is two: its descriptor and the value itself.
        for (var values = 1; values > 0; values--)
        {
            if (Byte(bytes, at) == Described)
            {
                values += 2;
                at++;
            }
            else
            {
                at = EndOfPlain(bytes, at);
            }
        }

        return at;
    }

    /// <summary>Opens a list or a map: how many values it holds and where the first of them begins.</summary>
    /// <exception cref="MalformedMessageException">It is neither, or claims more values than there are bytes.</exception>
    public static (int Count, int First) Open(ReadOnlySpan<byte> bytes, int at)
    {
        var (count, first) = Byte(bytes, at) switch
        {
            EmptyList => (0u, at + 1),
            ShortList or ShortMap => (Byte(bytes, at + 2), at + 3),
            LongList or LongMap => (UInt(bytes, at + 5), at + 9),
            var code => throw new MalformedMessageException($"A list or a map was expected where the format code is 0x{code:X2}."),
        };
        return count <= bytes.Length - first ? ((int)count, first) : throw Cut();
    }

    public static byte Byte(ReadOnlySpan<byte> bytes, int at) => at < bytes.Length ? bytes[at] : throw Cut();

    private static int EndOfPlain(ReadOnlySpan<byte> bytes, int at)
    {
        var code = bytes[at];
        long end = at + 1 + (code >> 4) switch
        {
            0x4 => 0L,
            0x5 => 1,
            0x6 => 2,
            0x7 => 4,
            0x8 => 8,
            0x9 => 16,
            0xA or 0xC or 0xE => 1L + Byte(bytes, at + 1),
            0xB or 0xD or 0xF => 4L + UInt(bytes, at + 1),
            _ => throw new MalformedMessageException($"There is no AMQP type with the format code 0x{code:X2}."),
        };
        return end <= bytes.Length ? (int)end : throw Cut();
    }

    private static uint UInt(ReadOnlySpan<byte> bytes, int at) =>
        at + sizeof(uint) <= bytes.Length ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : throw Cut();

    private static MalformedMessageException Cut() => new("The bytes end before the value does.");
}
