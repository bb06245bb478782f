using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Bus;

public sealed class LockTests
{
    [Fact]
    public async Task Lock_Expired_DeliversAgainAndTheOldHolderCantSettle()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var first = await receiver.ReceiveMessageAsync(TestBus.Limit);
        bus.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(await receiver.ReceiveMessageAsync(TestBus.Briefly));

        bus.Clock.Advance(TimeSpan.FromSeconds(1));
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first));
        var second = await receiver.ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal((ServiceBusFailureReason.MessageLockLost, 2), (lost.Reason, second.DeliveryCount));
        await receiver.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task Lock_Expired_WakesTheReceiverThatWaits()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        Assert.NotNull(await bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit));

        var waiting = bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit);
        await Until.TrueAsync("the message comes again", () =>
        {
            bus.Clock.Advance(TimeSpan.FromSeconds(10));
            return waiting.IsCompleted;
        });

        Assert.Equal(2, (await waiting).DeliveryCount);
    }

    [Fact]
    public async Task Lock_Renewed_HoldsLonger()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);
        bus.Clock.Advance(TimeSpan.FromSeconds(50));

        await receiver.RenewMessageLockAsync(message);
        bus.Clock.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(bus.Clock.GetUtcNow().AddSeconds(10), message.LockedUntil);
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task Lock_Lost_CantBeRenewed()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);
        bus.Clock.Advance(TimeSpan.FromMinutes(1));

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.RenewMessageLockAsync(message));

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task Locks_OfAProcessThatIsGone_AreGoneAndPoisonIsBuriedAfterItsAttempts()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("ends the process") { MessageId = "p" });

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit)).DeliveryCount);
            await bus.RestartAsync();
        }

        Assert.Equal(0, bus.Host.Count("work"));
        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLettersOf("work").ReceiveMessageAsync(TestBus.Limit)).DeadLetterReason);
    }

    /// <summary>A receiver whose call is over leaves its credit behind: what comes is given back, uncounted, and others get it.</summary>
    [Fact]
    public async Task Receive_TimedOut_LeavesLaterMessagesToOthersUncounted()
    {
        await using var bus = await TestBus.StartAsync();
        var idle = bus.Client.CreateReceiver("work");
        Assert.Empty(await idle.ReceiveMessagesAsync(50, TestBus.Briefly));

        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var message = await bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(("1", 1), (message.Body.ToString(), message.DeliveryCount));
    }

    [Fact]
    public async Task Prefetched_AndNotTaken_ComesBackUncounted()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"), new ServiceBusMessage("2"), new ServiceBusMessage("3"));
        var eager = bus.Client.CreateReceiver("work", new ServiceBusReceiverOptions { PrefetchCount = 10 });
        var taken = await eager.ReceiveMessageAsync(TestBus.Limit);

        await eager.CompleteMessageAsync(taken);
        await eager.CloseAsync();

        var rest = await bus.DrainAsync("work");
        Assert.Equal([("2", 1), ("3", 1)], rest.Select(message => (message.Body.ToString(), message.DeliveryCount)));
    }
}
