using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp.Encoding;

namespace LocalHost.Tests.Bus;

public sealed class EnvelopeTests
{
    [Fact]
    public void Read_MessageOfTheLibrary_TellsWhatABrokerHasToKnow()
    {
        var envelope = Bytes.Envelope("body", message =>
        {
            message.Header.Ttl = 60_000;
            message.Properties.MessageId = "m1";
            message.Properties.GroupId = "s1";
            message.MessageAnnotations.Map["x-opt-partition-key"] = "p1";
            message.ApplicationProperties.Map["colour"] = "red";
        });

        Assert.Equal(
            ("m1", "s1", TimeSpan.FromMinutes(1), "p1", "red"),
            (envelope.MessageId, envelope.SessionId, envelope.TimeToLive,
                envelope.Annotation("x-opt-partition-key"), envelope.Property("colour")));
    }

    [Fact]
    public void Read_Message_KeepsItsBareBytes()
    {
        var bytes = Bytes.Message("body", message => message.Properties.MessageId = "m1");

        var envelope = Envelope.Read(bytes);

        Assert.Equal(bytes, envelope.Header.ToArray().Concat(envelope.Annotations.ToArray()).Concat(envelope.Bare.ToArray()));
    }

    [Fact]
    public void Read_IdOfAnyType_GivesItsText()
    {
        var id = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");

        Assert.Equal("7", Bytes.Envelope("b", message => message.Properties.MessageId = 7UL).MessageId);
        Assert.Equal(id.ToString(), Bytes.Envelope("b", message => message.Properties.MessageId = id).MessageId);
        Assert.Equal("0102", Bytes.Envelope("b", message => message.Properties.MessageId = new ArraySegment<byte>([1, 2])).MessageId);
    }

    [Fact]
    public void Identified_WithoutAnId_GetsOneAndKeepsItsOtherProperties()
    {
        var bare = MessageIdentity.Identified(Bytes.Envelope("body"));
        var named = MessageIdentity.Identified(Bytes.Envelope("body", message =>
        {
            message.Properties.Subject = "about";
            message.Properties.GroupId = "s1";
            message.ApplicationProperties.Map["colour"] = "red";
        }));

        var read = Bytes.Read(named.Bare);
        Assert.Equal(named.MessageId, read.Properties.MessageId.ToString());
        Assert.Equal(("about", "s1", "red"), (read.Properties.Subject, read.Properties.GroupId, named.Property("colour")));
        Assert.Equal(bare.MessageId, Bytes.Read(bare.Bare).Properties.MessageId.ToString());
        Assert.NotEqual(bare.MessageId, named.MessageId);
    }

    [Fact]
    public void Identified_WithAnId_StaysAsItIs()
    {
        var sent = Bytes.Envelope("body", message => message.Properties.MessageId = "m1");

        Assert.Same(sent, MessageIdentity.Identified(sent));
    }

    [Fact]
    public void With_Properties_ReplacesThoseAndLeavesTheOthersByteForByte()
    {
        var sent = Bytes.Envelope("body", message =>
        {
            message.Properties.MessageId = "m1";
            message.ApplicationProperties.Map["colour"] = "blue";
            message.ApplicationProperties.Map["when"] = new DescribedType(
                (AmqpSymbol)"com.microsoft:datetime-offset", 639_000_000_000_000_000L);
            message.ApplicationProperties.Map["small"] = (byte)7;
        });

        var stamped = sent.With(new Dictionary<string, object?> { ["colour"] = "red", ["new"] = 1L });

        var read = Bytes.Read(stamped.Bare);
        Assert.Equal("m1", read.Properties.MessageId.ToString());
        Assert.Equal(["colour", "new", "small", "when"], read.ApplicationProperties.Map.Select(pair => (string)pair.Key.Key).Order());
        Assert.Equal(("red", 1L, (byte)7), (stamped.Property("colour"), stamped.Property("new"), stamped.Property("small")));
        Assert.Equal(639_000_000_000_000_000L, ((DescribedType)stamped.Property("when")!).Value);
        Assert.Equal(sent.Bare.Span[^6..].ToArray(), stamped.Bare.Span[^6..].ToArray());
    }

    [Fact]
    public void With_NoPropertiesBefore_PutsThemBeforeTheBody()
    {
        var stamped = Bytes.Envelope("body").With(new Dictionary<string, object?> { ["colour"] = "red" });

        Assert.Equal("red", stamped.Property("colour"));
        Assert.Equal("body", System.Text.Encoding.UTF8.GetString((ArraySegment<byte>)Bytes.Read(stamped.Bare).DataBody.Single().Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("41")]
    [InlineData("005375")]
    [InlineData("005375A005")]
    [InlineData("005375B0FFFFFFFF")]
    [InlineData("005379A00161")]
    [InlineData("0053750053750053")]
    [InlineData("005375A00161005374C10100")]
    [InlineData("005374C1020141")]
    [InlineData("005374D1FFFFFFFFFFFFFFFF")]
    [InlineData("00537480")]
    [InlineData("005374A10161")]
    [InlineData("005373C10100")]
    [InlineData("005373C00401C10100")]
    [InlineData("005370C0030141A1")]
    public void Read_BytesThatAreNoMessage_IsRefused(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        // No bytes are a message without sections; a reader that needs a body checks for it.
        if (bytes.Length == 0)
            Assert.True(Envelope.Read(bytes).Bare.IsEmpty);
        else
            Assert.Throws<MalformedMessageException>(() => Property(Envelope.Read(bytes)));
    }

    // Read every part: none may fail in another way.
    private static object? Property(Envelope envelope) => envelope.Property("a");
}
