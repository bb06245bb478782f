using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Bus;

public sealed class SessionTests
{
    [Fact]
    public async Task Sessions_TwoReceivers_EachHasItsOwnInOrder()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", In("a", "a1"), In("b", "b1"), In("a", "a2"), In("b", "b2"));

        await using var one = await bus.Client.AcceptNextSessionAsync("ordered");
        await using var two = await bus.Client.AcceptNextSessionAsync("ordered");

        Assert.Equal(("a", "b"), (one.SessionId, two.SessionId));
        Assert.Equal(["a1", "a2"], await BodiesAsync(one, 2));
        Assert.Equal(["b1", "b2"], await BodiesAsync(two, 2));
    }

    [Fact]
    public async Task Session_Named_IsTakenWithoutMessagesAndGetsThoseThatCome()
    {
        await using var bus = await TestBus.StartAsync();
        await using var session = await bus.Client.AcceptSessionAsync("ordered", "mine");

        await bus.SendAsync("ordered", In("other", "not mine"), In("mine", "late"));

        Assert.Equal(["late"], await BodiesAsync(session, 1));
        Assert.Equal(bus.Clock.GetUtcNow().AddMinutes(1), session.SessionLockedUntil);
    }

    [Fact]
    public async Task Session_MessageGivenBack_ComesBeforeLaterOnes()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", In("a", "1"), In("a", "2"));
        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");
        var first = await session.ReceiveMessageAsync(TestBus.Limit);

        await session.AbandonMessageAsync(first);
        var again = await session.ReceiveMessageAsync(TestBus.Limit);
        await session.CompleteMessageAsync(again);

        Assert.Equal(("1", 2), (again.Body.ToString(), again.DeliveryCount));
        Assert.Equal("2", (await session.ReceiveMessageAsync(TestBus.Limit)).Body.ToString());
    }

    [Fact]
    public async Task Session_Held_CantBeTaken_UntilReleased()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", In("a", "1"));
        var first = await bus.Client.AcceptNextSessionAsync("ordered");
        await first.ReceiveMessageAsync(TestBus.Limit);
        var taken = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.AcceptSessionAsync("ordered", "a"));
        var waiting = bus.Client.AcceptNextSessionAsync("ordered");

        await first.CloseAsync();
        await using var second = await waiting.WaitAsync(TestBus.Limit);

        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, taken.Reason);
        Assert.Equal(2, (await second.ReceiveMessageAsync(TestBus.Limit)).DeliveryCount);
    }

    [Fact]
    public async Task Session_LockExpired_IsLostWithItsMessages()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", In("a", "1"));
        var old = await bus.Client.AcceptNextSessionAsync("ordered");
        var message = await old.ReceiveMessageAsync(TestBus.Limit);
        bus.Clock.Advance(TimeSpan.FromMinutes(1));

        await using var next = await bus.Client.AcceptNextSessionAsync("ordered");

        // The bus tells the old holder, whose client closes itself then.
        await Until.TrueAsync("the receiver knows", () => old.IsClosed);
        foreach (var attempt in (Func<Task>[])[() => old.CompleteMessageAsync(message), () => old.RenewSessionLockAsync()])
            await Assert.ThrowsAsync<ObjectDisposedException>(attempt);
        Assert.Equal("1", (await next.ReceiveMessageAsync(TestBus.Limit)).Body.ToString());
        await next.RenewSessionLockAsync();
    }

    [Fact]
    public async Task Session_LockRenewed_HoldsItsMessagesLonger()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", In("a", "1"));
        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");
        var message = await session.ReceiveMessageAsync(TestBus.Limit);
        bus.Clock.Advance(TimeSpan.FromSeconds(50));

        await session.RenewSessionLockAsync();
        bus.Clock.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(bus.Clock.GetUtcNow().AddSeconds(10), session.SessionLockedUntil);
        await session.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task Session_PoisonAcrossHolders_BecomesADeadLetterAndLetsTheNextThrough()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("ordered", In("a", "poison"), In("a", "good"));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await using var holder = await bus.Client.AcceptNextSessionAsync("ordered");
            var message = await holder.ReceiveMessageAsync(TestBus.Limit);
            Assert.Equal(("poison", attempt), (message.Body.ToString(), message.DeliveryCount));
        }

        await using var last = await bus.Client.AcceptNextSessionAsync("ordered");

        Assert.Equal("good", (await last.ReceiveMessageAsync(TestBus.Limit)).Body.ToString());
        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLettersOf("ordered").ReceiveMessageAsync(TestBus.Limit)).DeadLetterReason);
    }

    [Fact]
    public async Task Accept_NothingThere_EndsWithItsTime()
    {
        await using var bus = await TestBus.StartAsync();
        var waiting = bus.Client.AcceptNextSessionAsync("ordered");

        await Until.TrueAsync("the wait is over", () =>
        {
            bus.Clock.Advance(TimeSpan.FromSeconds(10));
            return waiting.IsCompleted;
        });

        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, (await Assert.ThrowsAsync<ServiceBusException>(() => waiting)).Reason);
    }

    [Fact]
    public async Task State_OfASession_IsKeptForTheNextHolderAndCanBeTakenAway()
    {
        await using var bus = await TestBus.StartAsync();
        await using (var first = await bus.Client.AcceptSessionAsync("ordered", "a"))
        {
            Assert.Null(await first.GetSessionStateAsync());
            await first.SetSessionStateAsync(new BinaryData("half way"));
        }

        await bus.RestartAsync();
        await using var second = await bus.Client.AcceptSessionAsync("ordered", "a");

        Assert.Equal("half way", (await second.GetSessionStateAsync()).ToString());
        await second.SetSessionStateAsync(null);
        Assert.Null(await second.GetSessionStateAsync());
    }

    [Fact]
    public async Task Sessions_WhereTheyDontBelong_AreRefused()
    {
        await using var bus = await TestBus.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.SendAsync("ordered", new ServiceBusMessage("no session")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Client.CreateReceiver("ordered").ReceiveMessageAsync(TestBus.Limit));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Client.AcceptNextSessionAsync("work"));
        Assert.Null(await bus.DeadLettersOf("ordered").ReceiveMessageAsync(TestBus.Briefly));
    }

    private static ServiceBusMessage In(string session, string body) => new(body) { SessionId = session };

    private static async Task<IEnumerable<string>> BodiesAsync(ServiceBusSessionReceiver session, int count)
    {
        var bodies = new List<string>();
        while (bodies.Count < count && await session.ReceiveMessageAsync(TestBus.Limit) is { } message)
            bodies.Add(message.Body.ToString());
        return bodies;
    }
}
