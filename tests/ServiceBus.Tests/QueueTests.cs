using Azure.Messaging.ServiceBus;

namespace ServiceBus.Tests;

public sealed class QueueTests
{
    [Fact]
    public async Task Message_SentAndReceived_CarriesEverything()
    {
        await using var bus = await Bus.OpenAsync();
        var sent = new ServiceBusMessage("""{ "a": 1 }""")
        {
            MessageId = "m1",
            SessionId = "s1",
            CorrelationId = "c1",
            Subject = "about",
            ContentType = "application/json",
            ReplyTo = "back",
            ReplyToSessionId = "rs",
            To = "you",
            PartitionKey = "s1",
        };
        sent.ApplicationProperties["text"] = "red";
        sent.ApplicationProperties["number"] = 7;
        sent.ApplicationProperties["big"] = 1L << 40;
        sent.ApplicationProperties["share"] = 0.5;
        sent.ApplicationProperties["truth"] = true;
        sent.ApplicationProperties["when"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        sent.ApplicationProperties["long"] = TimeSpan.FromDays(2);
        sent.ApplicationProperties["id"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");

        await bus.Client.CreateSender("work").SendMessageAsync(sent);
        var got = (await bus.Client.CreateReceiver("work").ReceiveMessageAsync(Bus.AtOnce))!;

        Assert.Equal(sent.Body.ToString(), got.Body.ToString());
        Assert.Equal(
            (sent.MessageId, sent.SessionId, sent.CorrelationId, sent.Subject, sent.ContentType, sent.ReplyTo, sent.ReplyToSessionId, sent.To, sent.PartitionKey),
            (got.MessageId, got.SessionId, got.CorrelationId, got.Subject, got.ContentType, got.ReplyTo, got.ReplyToSessionId, got.To, got.PartitionKey));
        Assert.Equal(sent.ApplicationProperties.OrderBy(pair => pair.Key), got.ApplicationProperties.OrderBy(pair => pair.Key));
        Assert.Equal((1, bus.Clock.GetUtcNow(), bus.Clock.GetUtcNow().AddMinutes(1)), (got.DeliveryCount, got.EnqueuedTime, got.LockedUntil));
        Assert.NotEqual(Guid.Empty.ToString(), got.LockToken);
    }

    [Fact]
    public async Task Receive_SomeSent_GivesThemInOrderOnce()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"), new ServiceBusMessage("2"), new ServiceBusMessage("3"));
        var receiver = bus.Client.CreateReceiver("WORK");

        var first = await receiver.ReceiveMessagesAsync(2, Bus.AtOnce);
        var rest = await receiver.ReceiveMessagesAsync(10, Bus.AtOnce);

        Assert.Equal(["1", "2", "3"], first.Concat(rest).Select(message => message.Body.ToString()));
        Assert.Empty(await receiver.ReceiveMessagesAsync(10, Bus.AtOnce));
    }

    [Fact]
    public async Task Receive_WhileWaiting_GetsWhatIsSentThen()
    {
        await using var bus = await Bus.OpenAsync();
        var waiting = bus.Client.CreateReceiver("work").ReceiveMessageAsync(TimeSpan.FromMinutes(5));

        await bus.SendAsync("work", new ServiceBusMessage("late"));

        Assert.Equal("late", (await waiting.WaitAsync(Bus.Limit))!.Body.ToString());
    }

    [Fact]
    public async Task Complete_Locked_RemovesForGood()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;

        await receiver.CompleteMessageAsync(message);
        await bus.RestartAsync();

        Assert.Null(await bus.Client.CreateReceiver("work").PeekMessageAsync());
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.CreateReceiver("work").CompleteMessageAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task Abandon_UpToTheMaximum_BecomesADeadLetterWithReason()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("poison") { MessageId = "p" });
        var receiver = bus.Client.CreateReceiver("work");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var message = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;
            Assert.Equal(attempt, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["attempt"] = attempt });
        }

        Assert.Null(await receiver.ReceiveMessageAsync(Bus.AtOnce));
        var dead = (await bus.DeadLettersOf("work").ReceiveMessageAsync(Bus.AtOnce))!;
        Assert.Equal(("p", "MaxDeliveryCountExceeded", "work", 3), (dead.MessageId, dead.DeadLetterReason, dead.DeadLetterSource, (int)dead.ApplicationProperties["attempt"]));
        Assert.Contains("3 times", dead.DeadLetterErrorDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetter_WithReason_WaitsInItsQueueAndCanBeSentAgain()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("bad") { MessageId = "b" });
        var receiver = bus.Client.CreateReceiver("work");
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync(Bus.AtOnce))!, "invalid-json", "at line 1");

        var letters = bus.DeadLettersOf("work");
        var dead = (await letters.ReceiveMessageAsync(Bus.AtOnce))!;
        await bus.SendAsync("work", new ServiceBusMessage(dead));
        await letters.CompleteMessageAsync(dead);

        Assert.Equal(("invalid-json", "at line 1"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        var again = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;
        Assert.Equal(("b", "bad", 1), (again.MessageId, again.Body.ToString(), again.DeliveryCount));
        Assert.Empty(again.ApplicationProperties);
        Assert.Null(await letters.PeekMessageAsync());
    }

    [Fact]
    public async Task Lock_Expired_DeliversAgainAndTheOldHolderCantSettle()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var first = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;
        await bus.MoveAsync(TimeSpan.FromSeconds(59));
        Assert.Null(await receiver.ReceiveMessageAsync(Bus.AtOnce));

        await bus.MoveAsync(TimeSpan.FromSeconds(1));
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first));
        var second = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;

        Assert.Equal((ServiceBusFailureReason.MessageLockLost, 2), (lost.Reason, second.DeliveryCount));
        await receiver.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task Lock_Expired_WakesWhoeverWaits()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        Assert.NotNull(await receiver.ReceiveMessageAsync(Bus.AtOnce));
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(5));

        while (!waiting.IsCompleted)
            await bus.MoveAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2, (await waiting)!.DeliveryCount);
    }

    [Fact]
    public async Task Lock_Renewed_HoldsLonger()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;
        await bus.MoveAsync(TimeSpan.FromSeconds(50));

        await receiver.RenewMessageLockAsync(message);
        await bus.MoveAsync(TimeSpan.FromSeconds(50));

        Assert.Equal(bus.Clock.GetUtcNow().AddSeconds(10), message.LockedUntil);
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task ReceiveAndDelete_Received_IsGone()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;

        Assert.Equal(("1", 1), (message.Body.ToString(), message.DeliveryCount));
        Assert.Null(await receiver.PeekMessageAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task Peek_SomeLocked_ShowsAllFromANumberOn()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"), new ServiceBusMessage("2"), new ServiceBusMessage("3"));
        var receiver = bus.Client.CreateReceiver("work");
        var locked = (await receiver.ReceiveMessageAsync(Bus.AtOnce))!;

        Assert.Equal(["1", "2", "3"], (await receiver.PeekMessagesAsync(10)).Select(message => message.Body.ToString()));
        Assert.Equal(["2"], (await receiver.PeekMessagesAsync(1, locked.SequenceNumber + 1)).Select(message => message.Body.ToString()));
        Assert.Equal(0, (await receiver.PeekMessageAsync(locked.SequenceNumber + 1))!.DeliveryCount);
    }
}
