using System.Text;
using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.Bus;

public sealed class TopicTests
{
    [Fact]
    public async Task Topic_Filters_GiveEachSubscriptionItsOwn()
    {
        await using var bus = await TestBus.StartAsync();

        await bus.SendAsync("news", News("r", "red"), News("b", "blue"), News("n", null));

        Assert.Equal(["r", "b", "n"], await BodiesAsync(bus, "news/subscriptions/all"));
        Assert.Equal(["r"], await BodiesAsync(bus, "news/subscriptions/red"));
        Assert.Equal(["b"], await BodiesAsync(bus, "news/subscriptions/blue"));
    }

    [Fact]
    public async Task Rule_WithAction_SetsThePropertyOnItsOwnCopy()
    {
        await using var bus = await TestBus.StartAsync();
        var both = News("both", "red");
        both.ApplicationProperties["size"] = "big";

        await bus.SendAsync("news", both);

        var copies = await bus.DrainAsync("news/subscriptions/two");
        Assert.Equal([null, "red"], copies.Select(copy => copy.ApplicationProperties.GetValueOrDefault("seen") as string));
        Assert.False((await bus.DrainAsync("news/subscriptions/all")).Single().ApplicationProperties.ContainsKey("seen"));
    }

    [Fact]
    public async Task Forward_StampsTheSenderWhateverItClaims()
    {
        await using var bus = await TestBus.StartAsync();
        var forged = new ServiceBusMessage("x") { SessionId = "case-1", MessageId = "m" };
        forged.ApplicationProperties["colour"] = "blue";
        forged.ApplicationProperties["when"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        await bus.SendAsync("from-red", forged);

        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");
        var message = await session.ReceiveMessageAsync(TestBus.Limit);
        Assert.Equal(("red", "m", "case-1"), ((string)message.ApplicationProperties["colour"], message.MessageId, message.SessionId));
        Assert.Equal(forged.ApplicationProperties["when"], message.ApplicationProperties["when"]);
        Assert.Equal(0, bus.Host.Count("from-red/subscriptions/on"));
    }

    [Fact]
    public async Task Forward_WithoutSessionIdToAQueueWithSessions_StaysInTheSubscriptionsTransferQueue()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("from-red", new ServiceBusMessage("lost?"));

        Assert.Equal(0, bus.Host.Count("from-red/subscriptions/on/$DeadLetterQueue"));
        var receiver = bus.Client.CreateReceiver(
            "from-red", "on", new ServiceBusReceiverOptions { SubQueue = SubQueue.TransferDeadLetter });
        var dead = await receiver.ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(
            ("lost?", "TransferFailed", "red"), (dead.Body.ToString(), dead.DeadLetterReason, dead.ApplicationProperties["colour"]));
        Assert.Contains("session id", dead.DeadLetterErrorDescription, StringComparison.Ordinal);
        // Given back as often as one likes it stays: there is no further place for it.
        for (var delivery = 0; delivery < 5; delivery++)
        {
            await receiver.AbandonMessageAsync(dead);
            dead = await receiver.ReceiveMessageAsync(TestBus.Limit);
        }

        await receiver.CompleteMessageAsync(dead);
        Assert.Null(await receiver.PeekMessageAsync(0));
    }

    [Theory]
    [InlineData("once")]
    [InlineData("news")]
    public async Task Duplicate_WithinTheWindow_IsTakenOnce_AndAgainAfterIt(string entity)
    {
        await using var bus = await TestBus.StartAsync();
        var source = entity == "news" ? "news/subscriptions/all" : entity;
        await bus.SendAsync(entity, Named("a"), Named("a"), Named("b"));
        await bus.RestartAsync();
        bus.Clock.Advance(TimeSpan.FromMinutes(9));
        await bus.SendAsync(entity, Named("a"));
        Assert.Equal(2, bus.Host.Count(source));

        bus.Clock.Advance(TimeSpan.FromMinutes(1));
        await bus.SendAsync(entity, Named("a"));

        Assert.Equal(3, bus.Host.Count(source));
    }

    /// <summary>An id may name the case that its message is about, and is remembered when the message is long gone.</summary>
    [Fact]
    public async Task Duplicate_Remembered_LeavesNoTraceOfTheIdAndOneOfAnEarlierReleaseCounts()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("once", new ServiceBusMessage("once") { MessageId = "case-4711" });
        await bus.DrainAsync("once");
        await bus.CloseAsync();
        foreach (var file in Directory.GetFiles(bus.Folder))
        {
            var kept = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain("case-4711", kept, StringComparison.Ordinal);
        }

        Assert.Equal(1, bus.Sql("insert into duplicates(entity, message_id, seen) select entity, 'plain', seen from duplicates"));

        await bus.StartAgainAsync();
        foreach (var id in (string[])["case-4711", "plain", "new"])
            await bus.SendAsync("once", new ServiceBusMessage(id) { MessageId = id });

        Assert.Equal(["new"], await BodiesAsync(bus, "once"));
    }

    [Fact]
    public async Task Duplicate_WhereNotDetected_IsTakenTwice()
    {
        await using var bus = await TestBus.StartAsync();

        await bus.SendAsync("work", Named("a"), Named("a"));

        Assert.Equal(2, bus.Host.Count("work"));
    }

    private static ServiceBusMessage Named(string id) => new("x") { MessageId = id };

    private static ServiceBusMessage News(string body, string? colour)
    {
        var message = new ServiceBusMessage(body) { MessageId = body };
        if (colour is not null)
            message.ApplicationProperties["colour"] = colour;
        return message;
    }

    private static async Task<IEnumerable<string>> BodiesAsync(TestBus bus, string entity) =>
        (await bus.DrainAsync(entity)).Select(message => message.Body.ToString());
}
