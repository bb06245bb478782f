namespace LocalHost.Bus.Content;

/// <summary>The sections of a message, in the order in which AMQP has them.</summary>
internal static class SectionCode
{
    public const byte Header = 0x70;
    public const byte DeliveryAnnotations = 0x71;
    public const byte MessageAnnotations = 0x72;
    public const byte Properties = 0x73;
    public const byte ApplicationProperties = 0x74;
    public const byte Data = 0x75;
    public const byte Sequence = 0x76;
    public const byte Value = 0x77;
    public const byte Footer = 0x78;
}

/// <summary>Where a section lies.</summary>
/// <param name="Code">One of <see cref="SectionCode"/>.</param>
/// <param name="Start">Its descriptor.</param>
/// <param name="ValueAt">What is described.</param>
/// <param name="End">The next section, or the end.</param>
internal readonly record struct MessageSection(byte Code, int Start, int ValueAt, int End);

/// <summary>Finds the sections of encoded messages.</summary>
internal static class MessageSections
{
    private const byte SmallULong = 0x53;

    /// <exception cref="MalformedMessageException">The bytes are no message.</exception>
    public static List<MessageSection> Read(ReadOnlySpan<byte> bytes)
    {
        var sections = new List<MessageSection>(4);
        for (var at = 0; at < bytes.Length; at = sections[^1].End)
        {
            if (bytes[at] != AmqpScan.Described || AmqpScan.Byte(bytes, at + 1) != SmallULong)
                throw new MalformedMessageException("A section of the message does not begin with the descriptor of one.");
            var section = new MessageSection(AmqpScan.Byte(bytes, at + 2), at, at + 3, AmqpScan.End(bytes, at + 3));
            Check(bytes, section, sections.Count == 0 ? (byte)0 : sections[^1].Code);
            sections.Add(section);
        }

        return sections;
    }

    private static void Check(ReadOnlySpan<byte> bytes, MessageSection section, byte before)
    {
        if (section.Code is < SectionCode.Header or > SectionCode.Footer)
            throw new MalformedMessageException($"A message has no section 0x{section.Code:X2}.");
        // The body may be several data sections, or several sequences.
        if (section.Code < before || (section.Code == before && section.Code is not (SectionCode.Data or SectionCode.Sequence)))
            throw new MalformedMessageException($"The section 0x{section.Code:X2} of the message stands after 0x{before:X2}.");
        if (section.Code >= SectionCode.Data)
            return;
        if (NestingGuard.Check(bytes, section.ValueAt) != section.End)
            throw new MalformedMessageException($"The section 0x{section.Code:X2} of the message is larger than what it holds.");
        var code = bytes[section.ValueAt];
        var isList = code is AmqpScan.EmptyList or AmqpScan.ShortList or AmqpScan.LongList;
        var isMap = code is AmqpScan.ShortMap or AmqpScan.LongMap or AmqpScan.Null;
        if (section.Code is SectionCode.Header or SectionCode.Properties ? !isList : !isMap)
            throw new MalformedMessageException($"The section 0x{section.Code:X2} of the message holds a value of another kind.");
    }
}
