using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp.Encoding;

namespace LocalHost.Tests.Bus;

/// <summary>F16: what nests without an end would take the stack of a decoder that recurs.</summary>
public sealed class NestingGuardTests
{
    [Fact]
    public void Check_ValuesThatPeopleSend_AreTaken()
    {
        var writer = new AmqpWriter().Object(new AmqpMap
        {
            [new MapKey("list")] = new List<object> { 1, "two", new DescribedType((AmqpSymbol)"com.microsoft:timespan", 3L) },
            [new MapKey("ids")] = new[] { Guid.NewGuid(), Guid.NewGuid() },
            [new MapKey("symbols")] = new[] { new AmqpSymbol("a"), new AmqpSymbol("b") },
            [new MapKey("nothing")] = null,
        });

        Assert.Equal(writer.Written.Length, NestingGuard.Check(writer.Written.Span, 0));
    }

    [Theory]
    [InlineData(60_000, "00")]
    [InlineData(20_000, "005345")]
    [InlineData(7_000, "D00000FFFF00000001")]
    [InlineData(7_000, "D10000FFFF00000002")]
    [InlineData(7_000, "F00000FFFF00000001D0")]
    public void Check_NestedWithoutAnEnd_IsRefusedHoweverDeep(int levels, string level)
    {
        var bytes = Enumerable.Repeat(Convert.FromHexString(level), levels).SelectMany(static part => part).ToArray();

        Assert.Throws<MalformedMessageException>(() => NestingGuard.Check(bytes, 0));
    }
}
