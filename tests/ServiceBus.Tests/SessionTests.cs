using Azure.Messaging.ServiceBus;

namespace ServiceBus.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task Sessions_TwoReceivers_EachHasItsOwnInOrder()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("ordered", In("a", "a1"), In("b", "b1"), In("a", "a2"), In("b", "b2"));

        await using var one = await bus.Client.AcceptNextSessionAsync("ordered");
        await using var two = await bus.Client.AcceptNextSessionAsync("ordered");

        Assert.Equal(("a", "b"), (one.SessionId, two.SessionId));
        Assert.Equal(["a1", "a2"], (await one.ReceiveMessagesAsync(10, Bus.AtOnce)).Select(message => message.Body.ToString()));
        Assert.Equal(["b1", "b2"], (await two.ReceiveMessagesAsync(10, Bus.AtOnce)).Select(message => message.Body.ToString()));
    }

    [Fact]
    public async Task Session_MessageGivenBack_ComesBeforeLaterOnes()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("ordered", In("a", "1"), In("a", "2"));
        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");
        var first = (await session.ReceiveMessageAsync(Bus.AtOnce))!;

        await session.AbandonMessageAsync(first);
        var again = (await session.ReceiveMessageAsync(Bus.AtOnce))!;
        await session.CompleteMessageAsync(again);

        Assert.Equal(("1", 2), (again.Body.ToString(), again.DeliveryCount));
        Assert.Equal("2", (await session.ReceiveMessageAsync(Bus.AtOnce))!.Body.ToString());
    }

    [Fact]
    public async Task Session_Held_CantBeTaken_UntilReleased()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("ordered", In("a", "1"));
        var first = await bus.Client.AcceptNextSessionAsync("ordered");
        await first.ReceiveMessageAsync(Bus.AtOnce);
        var taken = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.AcceptSessionAsync("ordered", "a"));
        var waiting = bus.Client.AcceptNextSessionAsync("ordered");

        await first.CloseAsync();
        await using var second = await waiting.WaitAsync(Bus.Limit);

        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, taken.Reason);
        Assert.Equal(2, (await second.ReceiveMessageAsync(Bus.AtOnce))!.DeliveryCount);
    }

    [Fact]
    public async Task Session_LockExpired_IsLostWithItsMessages()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("ordered", In("a", "1"));
        var old = await bus.Client.AcceptNextSessionAsync("ordered");
        var message = (await old.ReceiveMessageAsync(Bus.AtOnce))!;
        await bus.MoveAsync(TimeSpan.FromMinutes(1));

        await using var next = await bus.Client.AcceptNextSessionAsync("ordered");

        foreach (var attempt in (Func<Task>[])[() => old.CompleteMessageAsync(message), () => old.RenewSessionLockAsync(), () => old.ReceiveMessageAsync(Bus.AtOnce)])
            Assert.Equal(ServiceBusFailureReason.SessionLockLost, (await Assert.ThrowsAsync<ServiceBusException>(attempt)).Reason);
        Assert.Equal("1", (await next.ReceiveMessageAsync(Bus.AtOnce))!.Body.ToString());
        await old.CloseAsync();
        await next.RenewSessionLockAsync();
    }

    [Fact]
    public async Task Session_LockRenewed_HoldsItsMessagesLonger()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("ordered", In("a", "1"));
        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");
        var message = (await session.ReceiveMessageAsync(Bus.AtOnce))!;
        await bus.MoveAsync(TimeSpan.FromSeconds(50));

        await session.RenewSessionLockAsync();
        await bus.MoveAsync(TimeSpan.FromSeconds(50));

        Assert.Equal(bus.Clock.GetUtcNow().AddSeconds(10), session.SessionLockedUntil);
        await session.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task Session_PoisonAcrossHolders_BecomesADeadLetterAndLetsTheNextThrough()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("ordered", In("a", "poison"), In("a", "good"));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await using var holder = await bus.Client.AcceptNextSessionAsync("ordered");
            Assert.Equal(("poison", attempt), ((await holder.ReceiveMessageAsync(Bus.AtOnce))! is var message ? message.Body.ToString() : null, message.DeliveryCount));
        }

        await using var last = await bus.Client.AcceptNextSessionAsync("ordered");

        Assert.Equal("good", (await last.ReceiveMessageAsync(Bus.AtOnce))!.Body.ToString());
        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLettersOf("ordered").ReceiveMessageAsync(Bus.AtOnce))!.DeadLetterReason);
    }

    [Fact]
    public async Task Accept_NothingThere_EndsAfterAMinute()
    {
        await using var bus = await Bus.OpenAsync();
        var waiting = bus.Client.AcceptNextSessionAsync("ordered");

        while (!waiting.IsCompleted)
            await bus.MoveAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, (await Assert.ThrowsAsync<ServiceBusException>(() => waiting)).Reason);
    }

    [Fact]
    public async Task Sessions_WhereTheyDontBelong_AreRefused()
    {
        await using var bus = await Bus.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.SendAsync("ordered", new ServiceBusMessage("no session")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Client.CreateReceiver("ordered").ReceiveMessageAsync(Bus.AtOnce));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Client.AcceptNextSessionAsync("work"));
        Assert.Null(await bus.DeadLettersOf("ordered").ReceiveMessageAsync(Bus.AtOnce));
    }

    private static ServiceBusMessage In(string session, string body) => new(body) { SessionId = session };
}
