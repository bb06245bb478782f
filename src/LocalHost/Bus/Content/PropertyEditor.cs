namespace LocalHost.Bus.Content;

/// <summary>Sets application properties of an encoded message. Everything else, other properties too, stays byte for byte.</summary>
internal static class PropertyEditor
{
    /// <param name="bare">The message from its properties on.</param>
    /// <param name="changes">What to set; a value is of a type that AMQP knows.</param>
    public static ReadOnlyMemory<byte> Set(ReadOnlyMemory<byte> bare, IReadOnlyDictionary<string, object?> changes)
    {
        if (changes.Count == 0)
            return bare;
        var bytes = bare.Span;
        var sections = MessageSections.Read(bytes);
        var old = sections.Find(static section => section.Code == SectionCode.ApplicationProperties);
        var entries = new AmqpWriter();
        var count = changes.Count;
        foreach (var entry in old.End == 0 ? [] : RawMap.Read(bytes, old.ValueAt))
        {
            if (entry.Key is not null && changes.ContainsKey(entry.Key))
                continue;
            entries.Raw(bytes[entry.Start..entry.End]);
            count++;
        }

        foreach (var (name, value) in changes)
            entries.Text(name).Object(value);

        var (before, after) = old.End == 0 ? (Insertion(sections), Insertion(sections)) : (old.Start, old.End);
        return new AmqpWriter().Raw(bytes[..before])
            .Section(SectionCode.ApplicationProperties, AmqpScan.LongMap, count * 2, entries.Written.Span)
            .Raw(bytes[after..]).Written;
    }

    private static int Insertion(List<MessageSection> sections) =>
        sections.Find(static section => section.Code == SectionCode.Properties).End;
}
