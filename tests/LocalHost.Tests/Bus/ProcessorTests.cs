using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Bus;

/// <summary>
/// The two processors of the official client, by which the app takes its messages. On real time, which they measure locks by.
/// </summary>
public sealed class ProcessorTests
{
    [Fact]
    public async Task Processor_ManyMessages_CompletesEach()
    {
        await using var bus = await TestBus.StartOnRealTimeAsync();
        var seen = new ConcurrentBag<string>();
        await using var processor = bus.Client.CreateProcessor("work", new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        processor.ProcessMessageAsync += args =>
        {
            seen.Add(args.Message.Body.ToString());
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += static _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        foreach (var number in Enumerable.Range(0, 100))
            await bus.SendAsync("work", new ServiceBusMessage($"{number}"));
        await Until.TrueAsync("all are completed", () => bus.Host.Count("work") == 0);

        Assert.Equal(Enumerable.Range(0, 100), seen.Select(int.Parse).Order());
    }

    [Fact]
    public async Task Processor_HandlerThrows_TriesToTheMaximumThenBuries()
    {
        await using var bus = await TestBus.StartOnRealTimeAsync();
        var attempts = new ConcurrentQueue<int>();
        await using var processor = bus.Client.CreateProcessor("work");
        processor.ProcessMessageAsync += args =>
        {
            attempts.Enqueue(args.Message.DeliveryCount);
            throw new InvalidOperationException("The test's poison.");
        };
        processor.ProcessErrorAsync += static _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        await bus.SendAsync("work", new ServiceBusMessage("poison"));
        await Until.TrueAsync("it is buried", () => bus.Host.Count("work/$DeadLetterQueue") == 1);

        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact]
    public async Task SessionProcessor_ManySessions_KeepsTheOrderOfEach()
    {
        await using var bus = await TestBus.StartOnRealTimeAsync();
        var seen = new ConcurrentQueue<string>();
        await using var processor = bus.Client.CreateSessionProcessor(
            "ordered", new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 2, SessionIdleTimeout = TestBus.Briefly });
        processor.ProcessMessageAsync += args =>
        {
            seen.Enqueue($"{args.SessionId}{args.Message.Body}");
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += static _ => Task.CompletedTask;
        await processor.StartProcessingAsync();

        string[] sessions = ["a", "b", "c", "d"];
        for (var number = 0; number < 10; number++)
            await bus.SendAsync("ordered", [.. sessions.Select(session => new ServiceBusMessage($"{number}") { SessionId = session })]);
        await Until.TrueAsync("all are completed", () => bus.Host.Count("ordered") == 0);

        foreach (var session in sessions)
            Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{session}{number}"), seen.Where(one => one[..1] == session));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Processor_HandlerTakesLongerThanItsLock_RenewsItUntilTheEnd(bool sessions)
    {
        await using var bus = await TestBus.StartOnRealTimeAsync();
        var queue = sessions ? "brief-ordered" : "brief";
        var clock = TimeProvider.System;
        var deliveries = 0;
        var ranOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task HandleAsync(DateTimeOffset lockedUntil)
        {
            Interlocked.Increment(ref deliveries);
            // Longer than the lock that it came with.
            await Until.TrueAsync("the first lock is over", () => clock.GetUtcNow() > lockedUntil.AddSeconds(1));
            ranOut.TrySetResult();
        }

        await bus.SendAsync(queue, new ServiceBusMessage("1") { SessionId = "a" });
        await using var processor = bus.Client.CreateProcessor("brief");
        await using var inSessions = bus.Client.CreateSessionProcessor("brief-ordered");
        processor.ProcessMessageAsync += args => HandleAsync(args.Message.LockedUntil);
        inSessions.ProcessMessageAsync += args => HandleAsync(args.SessionLockedUntil);
        processor.ProcessErrorAsync += static _ => Task.CompletedTask;
        inSessions.ProcessErrorAsync += static _ => Task.CompletedTask;
        await (sessions ? inSessions.StartProcessingAsync() : processor.StartProcessingAsync());

        await ranOut.Task.WaitAsync(TestBus.Limit);
        await Until.TrueAsync("it is completed", () => bus.Host.Count(queue) == 0);

        Assert.Equal(1, deliveries);
    }
}
