namespace LocalHost.Bus.Content;

/// <summary>
/// Refuses values that nest too deep before the AMQP library decodes them: it bounds plain nesting, but begins to count again inside every
/// type of the protocol, and decodes by recursion. A stack that overflows would end the host.
/// </summary>
internal static class NestingGuard
{
    // An attach with filters and properties has 8 levels; application properties have 3.
    private const int Deepest = 32;

    /// <returns>Where the value ends.</returns>
    /// <exception cref="MalformedMessageException">It nests too deep, holds an array of compound values, or is cut.</exception>
    public static int Check(ReadOnlySpan<byte> bytes, int at)
    {
        Span<int> left = stackalloc int[Deepest];
        var depth = 0;
        left[0] = 1;
        while (depth >= 0)
        {
            if (left[depth] == 0)
            {
                depth--;
                continue;
            }

            left[depth]--;
            var inside = Enter(bytes, ref at);
            if (inside == 0)
                continue;
            if (++depth == Deepest)
                throw new MalformedMessageException($"The value nests deeper than {Deepest} levels.");
            left[depth] = inside;
        }

        return at;
    }

    /// <returns>How many values follow that belong to this one.</returns>
    private static int Enter(ReadOnlySpan<byte> bytes, ref int at)
    {
        switch (AmqpScan.Byte(bytes, at))
        {
            case AmqpScan.Described:
                at++;
                return 2;
            case (AmqpScan.ShortList or AmqpScan.LongList or AmqpScan.ShortMap or AmqpScan.LongMap) and var code:
                (var count, at) = AmqpScan.Open(bytes, at);
                return code is AmqpScan.ShortMap or AmqpScan.LongMap && count % 2 != 0
                    ? throw new MalformedMessageException("A map has a key without a value.")
                    : count;
            case 0xE0 or 0xF0:
                CheckElements(bytes, at);
                break;
        }

        at = AmqpScan.End(bytes, at);
        return 0;
    }

    // Clients send no arrays of lists; their elements have no format codes of their own, so that they could not be stepped through.
    private static void CheckElements(ReadOnlySpan<byte> bytes, int at)
    {
        var element = AmqpScan.Byte(bytes, at + (bytes[at] == 0xE0 ? 3 : 9));
        if (element == AmqpScan.Described || element >> 4 is 0xC or 0xD or 0xE or 0xF)
            throw new MalformedMessageException("An array holds compound values.");
    }
}
