using System.Runtime.InteropServices;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Content;

/// <summary>A message as it was sent, taken apart as far as a broker has to know it. All parts are encoded.</summary>
internal sealed record Envelope
{
    /// <summary>Properties, application properties, body and footer.</summary>
    public required ReadOnlyMemory<byte> Bare { get; init; }

    /// <summary>The header's section; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>The section of message annotations; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Annotations { get; init; }

    public string? MessageId { get; init; }

    /// <summary>The property <c>group-id</c>.</summary>
    public string? SessionId { get; init; }

    public TimeSpan? TimeToLive { get; init; }

    /// <exception cref="MalformedMessageException">The bytes are no message.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> bytes)
    {
        var sections = MessageSections.Read(bytes.Span);
        var first = sections.Find(static section => section.Code >= SectionCode.Properties);
        var header = Part(bytes, sections, SectionCode.Header);
        // Decoded whole: what a receiver could not decode must not be stored.
        var known = Decode<Properties>(Part(bytes, sections, SectionCode.Properties));
        return new Envelope
        {
            Bare = first.End > 0 ? bytes[first.Start..] : default,
            Header = header,
            Annotations = Part(bytes, sections, SectionCode.MessageAnnotations),
            MessageId = known?.MessageId?.ToString(),
            SessionId = known?.GroupId,
            TimeToLive = Decode<Header>(header)?.Ttl is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        };
    }

    /// <summary>The application property of a name, decoded; null when there is none.</summary>
    public object? Property(string name) => Value(Bare, SectionCode.ApplicationProperties, name);

    /// <summary>The message annotation of a name, decoded; null when there is none.</summary>
    public object? Annotation(string name) => Annotations.IsEmpty ? null : Value(Annotations, SectionCode.MessageAnnotations, name);

    public Envelope With(IReadOnlyDictionary<string, object?> properties) => this with { Bare = PropertyEditor.Set(Bare, properties) };

    private static object? Value(ReadOnlyMemory<byte> bytes, byte code, string name)
    {
        var section = MessageSections.Read(bytes.Span).Find(section => section.Code == code);
        var entry = section.End == 0 ? default : RawMap.Read(bytes.Span, section.ValueAt).Find(entry => entry.Key == name);
        return entry.End == 0 ? null : Decode(bytes[entry.ValueAt..entry.End]);
    }

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> bytes, List<MessageSection> sections, byte code) =>
        sections.Find(section => section.Code == code) is { End: > 0 } found ? bytes[found.Start..found.End] : default;

    private static T? Decode<T>(ReadOnlyMemory<byte> section) where T : AmqpDescribed, new()
    {
        if (section.IsEmpty)
            return null;
        return Guarded(() =>
        {
            var value = new T();
            value.Decode(Buffer(section));
            return value;
        });
    }

    private static object? Decode(ReadOnlyMemory<byte> value) => Guarded(() => AmqpCodec.DecodeObject(Buffer(value)));

    private static ByteBuffer Buffer(ReadOnlyMemory<byte> bytes) =>
        new(MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray()));

    private static T Guarded<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception error) when (error is AmqpException or ArgumentException or InvalidCastException or InvalidOperationException)
        {
            throw new MalformedMessageException($"A value of the message can't be decoded: {error.Message}");
        }
    }
}
