using System.Transactions;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace LocalHost.Tests.Bus;

/// <summary>What is not built is refused in words, by the exception that the official client has for it.</summary>
public sealed class NotSupportedTests
{
    [Fact]
    public async Task Schedule_ForLater_IsNotSupported()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("work");
        var later = TimeProvider.System.GetUtcNow().AddHours(1);

        await Assert.ThrowsAsync<NotSupportedException>(() => sender.ScheduleMessageAsync(new ServiceBusMessage("x"), later));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => sender.SendMessageAsync(new ServiceBusMessage("x") { ScheduledEnqueueTime = later }));
        await Assert.ThrowsAsync<NotSupportedException>(() => sender.CancelScheduledMessageAsync(1));

        Assert.Equal(0, bus.Host.Count("work"));
    }

    [Fact]
    public async Task Defer_Received_IsNotSupportedAndTheMessageStaysLocked()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("x"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);

        var fault = await Assert.ThrowsAsync<NotSupportedException>(() => receiver.DeferMessageAsync(message));

        Assert.Contains("local bus", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => receiver.ReceiveDeferredMessageAsync(message.SequenceNumber));
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task Transaction_AroundASend_IsNotSupportedAndStoresNothing()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("work");

        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
            await Assert.ThrowsAsync<NotSupportedException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal(0, bus.Host.Count("work"));
    }

    [Fact]
    public async Task Rules_OfASubscription_AreNotManagedHere()
    {
        await using var bus = await TestBus.StartAsync();
        await using var rules = bus.Client.CreateRuleManager("news", "all");

        await Assert.ThrowsAsync<NotSupportedException>(() => rules.CreateRuleAsync("more", new TrueRuleFilter()));
        await Assert.ThrowsAsync<NotSupportedException>(() => rules.DeleteRuleAsync("more"));
    }
}
