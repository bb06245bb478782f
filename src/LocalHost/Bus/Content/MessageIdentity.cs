namespace LocalHost.Bus.Content;

/// <summary>
/// Gives a message an id that its sender gave none, as the service on Azure does: JavaScript's client cannot settle one without.
/// </summary>
internal static class MessageIdentity
{
    public static Envelope Identified(Envelope message)
    {
        if (message.MessageId is not null)
            return message;
        var id = Guid.NewGuid().ToString("N");
        return message with { Bare = Set(message.Bare, id), MessageId = id };
    }

    private static ReadOnlyMemory<byte> Set(ReadOnlyMemory<byte> bare, string id)
    {
        var bytes = bare.Span;
        var old = MessageSections.Read(bytes).Find(static section => section.Code == SectionCode.Properties);
        var fields = new AmqpWriter().Text(id);
        var count = 1;
        if (old.End > 0 && AmqpScan.Open(bytes, old.ValueAt) is { Count: > 0 } list)
        {
            // The id is the first of the properties; here it is null.
            fields.Raw(bytes[AmqpScan.End(bytes, list.First)..old.End]);
            count = list.Count;
        }

        return new AmqpWriter()
            .Section(SectionCode.Properties, AmqpScan.LongList, count, fields.Written.Span)
            .Raw(bytes[old.End..]).Written;
    }
}
