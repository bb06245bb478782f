using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.Bus;

public sealed class TimeToLiveTests
{
    [Fact]
    public async Task Message_PastTheTimeItsSenderGave_IsGone()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync(
            "work", new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromMinutes(1) }, new ServiceBusMessage("for ever"));

        bus.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["for ever"], (await bus.DrainAsync("work")).Select(message => message.Body.ToString()));
        Assert.Empty(await bus.DrainAsync("work", SubQueue.DeadLetter));
    }

    [Fact]
    public async Task Message_ReceivedInTime_TellsItsTime()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromMinutes(1) });

        var message = await bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(TimeSpan.FromMinutes(1), message.TimeToLive);
    }

    [Fact]
    public async Task Message_LongerThanTheQueueAllows_EndsWithTheQueues()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("passing", new ServiceBusMessage("1") { TimeToLive = TimeSpan.FromDays(1) }, new ServiceBusMessage("2"));

        bus.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await bus.DrainAsync("passing"));
    }

    [Fact]
    public async Task Message_LockedAsItsTimeEnds_CanStillBeCompleted()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1") { TimeToLive = TimeSpan.FromSeconds(30) });
        var receiver = bus.Client.CreateReceiver("work");
        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);

        bus.Clock.Advance(TimeSpan.FromSeconds(45));
        await receiver.CompleteMessageAsync(message);

        Assert.Equal(0, bus.Host.Count("work"));
    }

    [Fact]
    public async Task Message_WhereDeclared_BecomesADeadLetterWithAReason()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("kept", new ServiceBusMessage("1") { SessionId = "a" });

        bus.Clock.Advance(TimeSpan.FromHours(1));
        var next = await Assert.ThrowsAsync<ServiceBusException>(() => NextSessionAsync(bus));

        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, next.Reason);
        Assert.Equal("TTLExpiredException", (await bus.DeadLettersOf("kept").ReceiveMessageAsync(TestBus.Limit)).DeadLetterReason);
    }

    private static async Task NextSessionAsync(TestBus bus)
    {
        var waiting = bus.Client.AcceptNextSessionAsync("kept");
        await ChildProtection.Tests.Support.Until.TrueAsync("no session is found", () =>
        {
            bus.Clock.Advance(TimeSpan.FromSeconds(10));
            return waiting.IsCompleted;
        });
        await waiting;
    }
}
