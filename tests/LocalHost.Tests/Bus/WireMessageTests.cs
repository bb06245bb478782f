using ChildProtection.Tests.Support;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Tests.Bus;

/// <summary>F16: messages and requests of a client that may speak, but not like this. Its link learns why, and the bus continues.</summary>
public sealed class WireMessageTests
{
    [Fact]
    public async Task Message_LargerThanTheLinkTakes_EndsTheLinkWithAReason()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = await AuthorizedAsync(bus);
        var link = await client.SenderAsync("work");
        link.Settings.MaxMessageSize = 0;

        link.SendMessageNoWait(Message(new byte[10 << 20]), new([1]), default);
        await Until.TrueAsync("the link is closed", () => link.IsClosing());

        Assert.Equal("amqp:link:message-size-exceeded", ((AmqpException)link.TerminalException).Error.Condition.Value);
        await bus.AssertServesAsync();
    }

    [Theory]
    [InlineData(0u, "41", "amqp:decode-error")]
    [InlineData(0u, "005375B0FFFFFFFF", "amqp:decode-error")]
    [InlineData(0u, "005374C1020141", "amqp:decode-error")]
    [InlineData(7u, "005375A00161", "amqp:not-implemented")]
    [InlineData(0x80013700u, "005375A00141", "amqp:decode-error")]
    [InlineData(0x80013700u, "0053755401", "amqp:decode-error")]
    public async Task Message_ThatIsNone_IsRejectedAndTheLinkGoesOn(uint format, string hex, string condition)
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = await AuthorizedAsync(bus);
        var link = await client.SenderAsync("work");
        using var bytes = new BufferListStream([new(Convert.FromHexString(hex))]);
        var message = AmqpMessage.CreateAmqpStreamMessage(bytes, payloadInitialized: true);
        message.MessageFormat = format;

        var outcome = await link.SendMessageAsync(message, new([1]), default, TestBus.Limit);
        var next = await link.SendMessageAsync(Message([1]), new([2]), default, TestBus.Limit);

        Assert.Equal(condition, Assert.IsType<Rejected>(outcome).Error.Condition.Value);
        Assert.IsType<Accepted>(next);
        Assert.Equal(1, bus.Host.Count("work"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("com.microsoft:peek-message")]
    [InlineData("com.microsoft:renew-lock")]
    [InlineData("com.microsoft:update-disposition")]
    [InlineData("com.microsoft:renew-session-lock")]
    [InlineData("com.microsoft:set-session-state")]
    public async Task Request_WithoutWhatItNeeds_IsAnsweredWithAnError(string? operation)
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = await AuthorizedAsync(bus);
        var request = AmqpMessage.Create(new AmqpValue { Value = 7 });
        if (operation is not null)
            request.ApplicationProperties.Map["operation"] = operation;

        var answer = await client.RequestAsync("work/$management", request);

        Assert.Contains((int)answer.ApplicationProperties.Map["statusCode"], (int[])[400, 501]);
        Assert.NotNull(answer.ApplicationProperties.Map["errorCondition"]);
    }

    private static async Task<RawClient> AuthorizedAsync(TestBus bus)
    {
        var client = await RawClient.ConnectAsync(bus.Host.Port);
        await client.ShowKeyAsync(bus.Host.ConnectionString);
        return client;
    }

    private static AmqpMessage Message(byte[] body) => AmqpMessage.Create(new Data { Value = new ArraySegment<byte>(body) });
}
