using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.ServiceBus;
using Microsoft.Data.Sqlite;

namespace ServiceBus.Tests;

public sealed class StoreTests
{
    [Fact]
    public async Task Commit_Fails_RefusesEveryCallerAndKeepsNothing()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("before"));
        var receiver = bus.Client.CreateReceiver("work");
        bus.IsBroken = true;

        var attempts = Enumerable.Range(0, 20).Select(number => bus.SendAsync("work", new ServiceBusMessage($"lost {number}")))
            .Append(receiver.ReceiveMessageAsync(Bus.AtOnce)).Append(bus.Broker.ProbeAsync());
        foreach (var attempt in attempts)
        {
            var fault = await Assert.ThrowsAsync<ServiceBusException>(() => attempt);
            Assert.Equal((ServiceBusFailureReason.ServiceBusy, true), (fault.Reason, fault.IsTransient));
        }

        bus.IsBroken = false;
        await bus.Broker.ProbeAsync();
        var left = await receiver.ReceiveMessagesAsync(100, Bus.AtOnce);
        Assert.Equal([("before", 1)], left.Select(message => (message.Body.ToString(), message.DeliveryCount)));
    }

    [Fact]
    public async Task Call_Refused_LeavesOthersOfItsCommitAlone()
    {
        await using var bus = await Bus.OpenAsync();
        var sends = Enumerable.Range(0, 30)
            .Select(number => (number, Sent: bus.SendAsync(number % 3 == 0 ? "nowhere" : "work", new ServiceBusMessage($"{number}")))).ToList();

        foreach (var (number, sent) in sends)
        {
            if (number % 3 == 0)
                Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, (await Assert.ThrowsAsync<ServiceBusException>(() => sent)).Reason);
            else
                await sent;
        }

        Assert.Equal(20, await bus.Broker.CountAsync("work"));
    }

    [Fact]
    public async Task Send_SeveralWithOneThatCantBe_SendsNone()
    {
        await using var bus = await Bus.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.SendAsync("ordered", new ServiceBusMessage("1") { SessionId = "a" }, new ServiceBusMessage("2")));

        Assert.Equal(0, await bus.Broker.CountAsync("ordered"));
    }

    [Fact]
    public async Task Send_TooLarge_IsRefused()
    {
        await using var bus = await Bus.OpenAsync();

        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => bus.SendAsync("work", new ServiceBusMessage(new byte[256 * 1024 + 1])));
        await bus.SendAsync("work", new ServiceBusMessage(new byte[256 * 1024]));

        Assert.Equal((ServiceBusFailureReason.MessageSizeExceeded, false), (fault.Reason, fault.IsTransient));
        Assert.Equal(1, await bus.Broker.CountAsync("work"));
    }

    [Fact]
    public async Task File_OwnedByAnother_IsRefused()
    {
        await using var bus = await Bus.OpenAsync();

        var fault = await Assert.ThrowsAsync<BusStoreException>(() => MessageBroker.OpenAsync(Bus.Options(bus.Folder), TimeProvider.System));

        Assert.Contains("owned by another process", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task File_NewerOrDamaged_IsRefusedWithAReason(bool newer)
    {
        var folder = Directory.CreateTempSubdirectory("bus-");
        var options = Bus.Options(folder.FullName);
        if (newer)
        {
            using var connection = new SqliteConnection($"Data Source={options.DatabasePath};Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version=99";
            command.ExecuteNonQuery();
        }
        else
        {
            await File.WriteAllBytesAsync(options.DatabasePath, [.. Enumerable.Repeat((byte)'x', 5000)]);
        }

        var fault = await Assert.ThrowsAsync<BusStoreException>(() => MessageBroker.OpenAsync(options, TimeProvider.System));

        Assert.Contains(newer ? "schema version 99" : "cannot be opened", fault.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Broker_Closed_IsNoLongerFound()
    {
        var bus = await Bus.OpenAsync();
        var client = bus.Client;
        await bus.DisposeAsync();

        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("work").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, fault.Reason);
    }

    [Fact]
    public async Task Key_OfOneEntity_ReachesThatOneOnly()
    {
        await using var bus = await Bus.OpenAsync();
        await using var red = Bus.ClientOf(bus.Broker, "red-send");

        await red.CreateSender("from-red").SendMessageAsync(new ServiceBusMessage("mine") { SessionId = "s" });

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => red.CreateSender("from-blue").SendMessageAsync(new ServiceBusMessage("forged") { SessionId = "s" }));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => red.CreateSender("ordered").SendMessageAsync(new ServiceBusMessage("forged") { SessionId = "s" }));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => red.CreateReceiver("from-red", "on").ReceiveMessageAsync(Bus.AtOnce));
        Assert.Equal(1, await bus.Broker.CountAsync("ordered"));
    }
}
