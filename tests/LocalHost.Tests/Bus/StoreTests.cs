using Azure.Messaging.ServiceBus;
using LocalHost.Bus;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Bus;

/// <summary>F03: what cannot be stored is not acknowledged. One commit, one owner.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task Commit_Fails_RefusesEveryCallerAndKeepsNothing()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("before"));
        var sender = bus.Client.CreateSender("work");
        bus.IsBroken = true;

        var receiver = bus.Client.CreateReceiver("work");
        var received = receiver.ReceiveMessageAsync(TestBus.Briefly);
        var attempts = Enumerable.Range(0, 20).Select(number => sender.SendMessageAsync(new ServiceBusMessage($"lost {number}"))).ToList();
        foreach (var attempt in attempts)
        {
            var fault = await Assert.ThrowsAsync<ServiceBusException>(() => attempt);
            Assert.True(fault.IsTransient, fault.Message);
            Assert.Contains("The disk is full", fault.Message, StringComparison.Ordinal);
        }

        Assert.Null(await received);
        await receiver.CloseAsync();
        bus.IsBroken = false;
        Assert.Equal([("before", 1)], (await bus.DrainAsync("work")).Select(message => (message.Body.ToString(), message.DeliveryCount)));
    }

    [Fact]
    public async Task Probe_WhileCommitsFail_SaysWhyUntilTheySucceed()
    {
        await using var bus = await TestBus.StartAsync();
        bus.IsBroken = true;

        var fault = await Assert.ThrowsAsync<BusStoreException>(() => bus.Host.ProbeAsync(CancellationToken.None));

        Assert.Contains("The disk is full", fault.Message, StringComparison.Ordinal);
        bus.IsBroken = false;
        await bus.Host.ProbeAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Settle_ThatCannotBeStored_IsRefusedAndCanBeTriedAgain()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);
        bus.IsBroken = true;

        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message));

        bus.IsBroken = false;
        Assert.Equal(1, bus.Host.Count("work"));
        Assert.Equal(0, bus.Host.Count("work/$DeadLetterQueue"));
    }

    [Fact]
    public async Task Call_Refused_LeavesOthersOfItsCommitAlone()
    {
        await using var bus = await TestBus.StartAsync();
        var (work, ordered) = (bus.Client.CreateSender("work"), bus.Client.CreateSender("ordered"));

        var sends = Enumerable.Range(0, 30)
            .Select(number => (number, Sent: (number % 3 == 0 ? ordered : work).SendMessageAsync(new ServiceBusMessage($"{number}"))))
            .ToList();
        foreach (var (number, sent) in sends)
        {
            if (number % 3 == 0)
                await Assert.ThrowsAsync<InvalidOperationException>(() => sent);
            else
                await sent;
        }

        Assert.Equal((20, 0), (bus.Host.Count("work"), bus.Host.Count("ordered")));
    }

    [Fact]
    public async Task Send_SeveralWithOneThatCantBe_SendsNone()
    {
        await using var bus = await TestBus.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => bus.SendAsync("ordered", new ServiceBusMessage("1") { SessionId = "a" }, new ServiceBusMessage("2")));

        Assert.Equal(0, bus.Host.Count("ordered"));
    }

    [Fact]
    public async Task Send_TooLarge_IsRefused()
    {
        await using var bus = await TestBus.StartAsync();

        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => bus.SendAsync("work", new ServiceBusMessage(new byte[256 * 1024])));
        await bus.SendAsync("work", new ServiceBusMessage(new byte[255 * 1024]));

        Assert.Equal((ServiceBusFailureReason.MessageSizeExceeded, false), (fault.Reason, fault.IsTransient));
        Assert.Equal(1, bus.Host.Count("work"));
    }

    [Fact]
    public async Task Folder_OwnedByAnother_IsRefusedBeforeAFileIsTouched()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("x"));
        var before = Snapshot(bus.Folder);

        await using var second = new BusHost(TestBus.Options(bus.Folder), TimeProvider.System, NullLoggerFactory.Instance);
        var fault = await Assert.ThrowsAsync<BusStoreException>(() => second.StartAsync(CancellationToken.None));

        Assert.Contains("owned by another process", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(bus.Folder));
    }

    [Fact]
    public async Task Port_InUse_IsNamedAndTheFolderIsFreeAgain()
    {
        await using var bus = await TestBus.StartAsync();
        var folder = Directory.CreateTempSubdirectory("bus-");

        await using var second = new BusHost(
            TestBus.Options(folder.FullName) with { Port = bus.Host.Port }, TimeProvider.System, NullLoggerFactory.Instance);
        var fault = await Assert.ThrowsAsync<IOException>(() => second.StartAsync(CancellationToken.None));

        Assert.Contains($"port {bus.Host.Port}", fault.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Bus_Stopped_IsGoneForItsClients()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = TestBus.ClientOf(bus.Host.ConnectionString);
        var sender = client.CreateSender("work");
        await sender.SendMessageAsync(new ServiceBusMessage("before"));

        await bus.Host.StopAsync(CancellationToken.None);
        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("after")));

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, fault.Reason);
    }

    private static List<(string Name, long Size, DateTime Written)> Snapshot(string folder) =>
        [.. new DirectoryInfo(folder).GetFiles().OrderBy(file => file.Name)
            .Select(file => (file.Name, file.Length, file.LastWriteTimeUtc))];
}
