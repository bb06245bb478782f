using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.Bus;

public sealed class QueueTests
{
    [Fact]
    public async Task Message_SentAndReceived_CarriesEverything()
    {
        await using var bus = await TestBus.StartAsync();
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
        sent.ApplicationProperties["exact"] = 1.1m;
        sent.ApplicationProperties["truth"] = true;
        sent.ApplicationProperties["small"] = (byte)7;
        sent.ApplicationProperties["when"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        sent.ApplicationProperties["long"] = TimeSpan.FromDays(2);
        sent.ApplicationProperties["id"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
        await bus.SendAsync("work", sent);

        var got = await bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(sent.Body.ToString(), got.Body.ToString());
        Assert.Equal(
            (sent.MessageId, sent.SessionId, sent.CorrelationId, sent.Subject, sent.ContentType),
            (got.MessageId, got.SessionId, got.CorrelationId, got.Subject, got.ContentType));
        Assert.Equal(
            (sent.ReplyTo, sent.ReplyToSessionId, sent.To, sent.PartitionKey),
            (got.ReplyTo, got.ReplyToSessionId, got.To, got.PartitionKey));
        Assert.Equal(sent.ApplicationProperties.OrderBy(pair => pair.Key), got.ApplicationProperties.OrderBy(pair => pair.Key));
        Assert.Equal(
            (1, bus.Clock.GetUtcNow(), bus.Clock.GetUtcNow().AddMinutes(1)), (got.DeliveryCount, got.EnqueuedTime, got.LockedUntil));
        Assert.Equal(ServiceBusMessageState.Active, got.State);
        Assert.NotEqual(Guid.Empty.ToString(), got.LockToken);
    }

    [Fact]
    public async Task Receive_SomeSent_GivesThemInOrderOnce()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"), new ServiceBusMessage("2"), new ServiceBusMessage("3"));
        var receiver = bus.Client.CreateReceiver("WORK");

        var first = await receiver.ReceiveMessagesAsync(2, TestBus.Limit);
        var rest = await receiver.ReceiveMessagesAsync(1, TestBus.Limit);

        Assert.Equal(["1", "2", "3"], first.Concat(rest).Select(message => message.Body.ToString()));
        Assert.Empty(await receiver.ReceiveMessagesAsync(10, TestBus.Briefly));
    }

    [Fact]
    public async Task Receive_WhileWaiting_GetsWhatIsSentThen()
    {
        await using var bus = await TestBus.StartAsync();
        var waiting = bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit);

        await bus.SendAsync("work", new ServiceBusMessage("late"));

        Assert.Equal("late", (await waiting).Body.ToString());
    }

    [Fact]
    public async Task Batch_OfAnyKindOfBody_ArrivesWholeAndInOrder()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("work");
        using var batch = await sender.CreateMessageBatchAsync();
        foreach (var number in Enumerable.Range(0, 50))
            Assert.True(batch.TryAddMessage(new ServiceBusMessage($"{number}") { MessageId = $"m{number}" }));

        await sender.SendMessagesAsync(batch);

        var got = await bus.DrainAsync("work");
        Assert.Equal(
            Enumerable.Range(0, 50).Select(number => ($"{number}", $"m{number}")), got.Select(one => (one.Body.ToString(), one.MessageId)));
    }

    [Fact]
    public async Task Complete_Locked_RemovesForGood()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver("work");
        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);

        await receiver.CompleteMessageAsync(message);
        await bus.RestartAsync();

        Assert.Null(await bus.Client.CreateReceiver("work").PeekMessageAsync());
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.CreateReceiver("work").CompleteMessageAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task Abandon_UpToTheMaximum_BecomesADeadLetterWithReason()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("poison") { MessageId = "p" });
        var receiver = bus.Client.CreateReceiver("work");

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var message = await receiver.ReceiveMessageAsync(TestBus.Limit);
            Assert.Equal(attempt, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["attempt"] = attempt });
        }

        Assert.Null(await receiver.ReceiveMessageAsync(TestBus.Briefly));
        var dead = await bus.DeadLettersOf("work").ReceiveMessageAsync(TestBus.Limit);
        Assert.Equal(
            ("p", "MaxDeliveryCountExceeded", "work", 3),
            (dead.MessageId, dead.DeadLetterReason, dead.DeadLetterSource, (int)dead.ApplicationProperties["attempt"]));
        Assert.Contains("3 times", dead.DeadLetterErrorDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetter_WithReason_WaitsInItsQueueAndCanBeSentAgain()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("bad") { MessageId = "b" });
        var receiver = bus.Client.CreateReceiver("work");
        await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(TestBus.Limit), "invalid-json", "at line 1");
        var letters = bus.DeadLettersOf("work");

        var dead = await letters.ReceiveMessageAsync(TestBus.Limit);
        await bus.SendAsync("work", new ServiceBusMessage(dead));
        await letters.CompleteMessageAsync(dead);

        Assert.Equal(("invalid-json", "at line 1"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        var again = await receiver.ReceiveMessageAsync(TestBus.Limit);
        Assert.Equal(("b", "bad", 1), (again.MessageId, again.Body.ToString(), again.DeliveryCount));
        Assert.Empty(again.ApplicationProperties);
        Assert.Null(await letters.PeekMessageAsync());
    }

    [Fact]
    public async Task DeadLetter_WithProperties_CarriesThem()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("bad"));
        var receiver = bus.Client.CreateReceiver("work");

        await receiver.DeadLetterMessageAsync(
            await receiver.ReceiveMessageAsync(TestBus.Limit),
            new Dictionary<string, object> { ["by"] = "test" },
            "validation",
            "nothing fits");

        var dead = await bus.DeadLettersOf("work").ReceiveMessageAsync(TestBus.Limit);
        Assert.Equal(
            ("validation", "nothing fits", "test"),
            (dead.DeadLetterReason, dead.DeadLetterErrorDescription, dead.ApplicationProperties["by"]));
    }

    [Fact]
    public async Task ReceiveAndDelete_Received_IsGone()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"));
        var receiver = bus.Client.CreateReceiver(
            "work", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = await receiver.ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(("1", 1), (message.Body.ToString(), message.DeliveryCount));
        Assert.Null(await receiver.PeekMessageAsync());
    }

    [Fact]
    public async Task Peek_SomeLocked_ShowsAllFromANumberOn()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("work", new ServiceBusMessage("1"), new ServiceBusMessage("2"), new ServiceBusMessage("3"));
        var receiver = bus.Client.CreateReceiver("work");
        var locked = await receiver.ReceiveMessageAsync(TestBus.Limit);

        var all = await receiver.PeekMessagesAsync(10, fromSequenceNumber: 0);
        var next = await receiver.PeekMessagesAsync(1, locked.SequenceNumber + 1);

        Assert.Equal(["1", "2", "3"], all.Select(message => message.Body.ToString()));
        Assert.Equal([("2", 0)], next.Select(message => (message.Body.ToString(), message.DeliveryCount)));
    }

    [Fact]
    public async Task Peek_OverMessagesLargerTogetherThanOneMayBe_ShowsAll()
    {
        await using var bus = await TestBus.StartAsync();
        foreach (var _ in Enumerable.Range(0, 3))
            await bus.SendAsync("work", new ServiceBusMessage(new byte[200_000]));

        var seen = await bus.Client.CreateReceiver("work").PeekMessagesAsync(10, fromSequenceNumber: 0);

        Assert.Equal(3, seen.Count);
    }
}
