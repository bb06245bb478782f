using Azure.Messaging.ServiceBus;
using LocalHost.Bus.Store;

namespace LocalHost.Tests.Bus;

/// <summary>
/// F05: damaged rows and pages set the messages they belong to aside, with the reason; the others go on, and nothing is cut off in silence.
/// </summary>
public sealed class DamageTests
{
    private const int Messages = 40;
    private const int PageSize = 4096;

    [Theory]
    [InlineData("bare=x'4141'", "not what was stored")]
    [InlineData("bare=zeroblob(length(bare))", "not what was stored")]
    [InlineData("header=x'00'", "not what was stored")]
    [InlineData("annotations=x'005372'", "not what was stored")]
    [InlineData("session_id='other'", "not what was stored")]
    [InlineData("checksum=0", "not what was stored")]
    [InlineData("lock_token='x', locked_until=0, session_lock='no guid'", "Guid")]
    public async Task Message_WithGarbageInItsRow_IsSetAsideWithTheReason_AndTheOthersGoOn(string change, string reason)
    {
        await using var bus = await FilledAsync();
        await bus.CloseAsync();
        Assert.Equal(1, bus.Sql($"update messages set {change} where seq=7"));
        await bus.StartAgainAsync();

        var rest = await bus.DrainAsync("work");

        Assert.Equal(Enumerable.Range(1, Messages).Where(number => number != 7), rest.Select(message => (int)message.SequenceNumber));
        Assert.Contains(
            bus.Logs.Lines,
            line => line.Text.Contains("Message 7 of work", StringComparison.Ordinal)
                && line.Text.Contains(reason, StringComparison.Ordinal));
        Assert.Equal((1L, 0L), (await bus.Host.ProbeAsync(CancellationToken.None), bus.Host.Count("work")));
        Assert.Equal(1, bus.Number("select count(*) from messages"));
    }

    [Fact]
    public async Task Message_SetAside_StaysAsideAfterARestart()
    {
        await using var bus = await FilledAsync();
        await bus.CloseAsync();
        bus.Sql("update messages set checksum=0 where seq=7");
        await bus.StartAgainAsync();
        await bus.DrainAsync("work");

        await bus.RestartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("after"));

        Assert.Equal(["after"], (await bus.DrainAsync("work")).Select(message => message.Body.ToString()));
        Assert.Equal(1, await bus.Host.ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Message_LockedAndDamagedUnderWay_IsLostForItsHolderAlone()
    {
        await using var bus = await FilledAsync();
        var receiver = bus.Client.CreateReceiver("work");
        var (first, second) = (await receiver.ReceiveMessageAsync(TestBus.Limit), await receiver.ReceiveMessageAsync(TestBus.Limit));
        bus.Sql("update messages set session_lock='no guid' where seq=1");

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first));
        await receiver.CompleteMessageAsync(second);

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task Peek_OverADamagedMessage_ShowsTheOthers()
    {
        await using var bus = await FilledAsync();
        await bus.CloseAsync();
        bus.Sql("update messages set checksum=0 where seq=7");
        await bus.StartAgainAsync();

        var seen = await bus.Client.CreateReceiver("work").PeekMessagesAsync(10);

        Assert.Equal([1, 2, 3, 4, 5, 6, 8, 9, 10, 11], seen.Select(message => message.SequenceNumber));
    }

    [Fact]
    public async Task PageOfRows_Scribbled_CostsTheMessagesOnItAndBesideIt_AndNoOther()
    {
        await using var bus = await FilledAsync();
        await bus.CloseAsync();
        await ScribbleAsync(bus.Database, await PageWithAsync(bus.Database, "body 20 "));
        await bus.StartAgainAsync();

        var rest = await bus.DrainAsync("work");
        await bus.AssertServesAsync();

        var aside = await bus.Host.ProbeAsync(CancellationToken.None);
        Assert.InRange(aside, 1, Messages / 2);
        Assert.Equal(Messages - aside, rest.Count);
        Assert.DoesNotContain(rest, message => message.Body.ToString().StartsWith("body 20 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PageThatEveryMessageNeeds_Scribbled_IsRefusedWithAReasonAndNotRepairedInSilence()
    {
        await using var bus = await FilledAsync();
        var root = bus.Number("select rootpage from sqlite_master where name='messages_by_queue'");
        await bus.CloseAsync();
        await ScribbleAsync(bus.Database, root);

        var fault = await Assert.ThrowsAsync<BusStoreException>(bus.StartAgainAsync);

        Assert.Contains("is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Restore a backup", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<TestBus> FilledAsync()
    {
        var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", [.. Enumerable.Range(1, Messages)
            .Select(number => new ServiceBusMessage($"body {number} {new string('.', 1_200)}"))]);
        return bus;
    }

    private static async Task<long> PageWithAsync(string database, string text)
    {
        var bytes = await File.ReadAllBytesAsync(database);
        return (bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) / PageSize) + 1;
    }

    private static async Task ScribbleAsync(string database, long page)
    {
        await using var file = new FileStream(database, FileMode.Open);
        file.Position = (page - 1) * PageSize;
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, PageSize).ToArray());
    }
}
