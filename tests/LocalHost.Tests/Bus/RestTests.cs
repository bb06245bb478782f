using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using LocalHost.Clock;

namespace LocalHost.Tests.Bus;

/// <summary>For the simulated clock: whether a message is under way, or waits at an entity with a listener.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task Busy_MessageWhereNobodyListens_IsNot()
    {
        await using var bus = await TestBus.StartAsync();

        await bus.SendAsync("work", new ServiceBusMessage("1"));

        Assert.Equal((0, 0L, null), (bus.Host.Busy, bus.Host.Begun, bus.Host.WhyBusy));
    }

    [Fact]
    public async Task Busy_MessageUnderWay_UntilItIsCompleted()
    {
        await using var bus = await TestBus.StartAsync();
        var rested = 0;
        bus.Host.CameToRest += () => Interlocked.Increment(ref rested);
        var receiver = bus.Client.CreateReceiver("work");
        var waiting = receiver.ReceiveMessageAsync(TestBus.Limit);
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var message = await waiting;

        var (busy, begun, why) = (bus.Host.Busy, bus.Host.Begun, bus.Host.WhyBusy);
        await receiver.CompleteMessageAsync(message);

        Assert.Equal((1, 1L, "work: message 1 is locked by a receiver."), (busy, begun, why));
        Assert.Equal((0, 1L, null), (bus.Host.Busy, bus.Host.Begun, bus.Host.WhyBusy));
        Assert.Equal(1, rested);
    }

    [Fact]
    public async Task Busy_MessageThatWaitsForAReceiver_CountsFromTheSendOn()
    {
        await using var bus = await TestBus.StartAsync();
        // It listens, and takes nothing: a session of its own.
        await using var session = await bus.Client.AcceptSessionAsync("ordered", "other");

        await bus.SendAsync("ordered", new ServiceBusMessage("1") { SessionId = "a" });

        Assert.Equal((1, 1L, "ordered: message 1 waits for a receiver."), (bus.Host.Busy, bus.Host.Begun, bus.Host.WhyBusy));
    }

    [Fact]
    public async Task Begun_MessageThatCameAndWent_TellsOfIt()
    {
        await using var bus = await TestBus.StartAsync();
        var receiver = bus.Client.CreateReceiver("work");
        Assert.Null(await receiver.ReceiveMessageAsync(TestBus.Briefly));

        for (var count = 1; count <= 3; count++)
        {
            await bus.SendAsync("work", new ServiceBusMessage("1"));
            await receiver.CompleteMessageAsync(await receiver.ReceiveMessageAsync(TestBus.Limit));
            Assert.Equal((0, count), (bus.Host.Busy, bus.Host.Begun));
        }
    }

    [Fact]
    public async Task Busy_ReceiverThatLeaves_CountsNoLongerAfterAWhile()
    {
        await using var bus = await TestBus.StartAsync();
        var receiver = bus.Client.CreateReceiver("work");
        await bus.SendAsync("work", new ServiceBusMessage("1"), new ServiceBusMessage("2"));
        await receiver.ReceiveMessageAsync(TestBus.Limit);
        Assert.Equal(2, bus.Host.Busy);

        await receiver.CloseAsync();
        await Until.TrueAsync("the bus is at rest", () => bus.Host.Busy == 0);

        Assert.Null(((IRestSource)bus.Host).WhyBusy);
    }

    [Fact]
    public async Task Busy_AfterARestart_CountsWhatTheFileHolds()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", new ServiceBusMessage("1") { SessionId = "a" });
        await bus.RestartAsync();

        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");

        Assert.Equal((1, 1L), (bus.Host.Busy, bus.Host.Begun));
    }
}
