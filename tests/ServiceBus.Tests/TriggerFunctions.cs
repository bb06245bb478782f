using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace ServiceBus.Tests;

/// <summary>What the functions saw, and what holds them.</summary>
public sealed class Seen
{
    private int _running, _most;

    public ConcurrentQueue<string> Bodies { get; } = new();

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int MostAtOnce => _most;

    public async Task HoldAsync(string body, Task until)
    {
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(running);
        Bodies.Enqueue(body);
        await until;
        Interlocked.Decrement(ref _running);
    }

    private void InterlockedMax(int value)
    {
        for (var most = _most; most < value; most = _most)
            Interlocked.CompareExchange(ref _most, value, most);
    }
}

public sealed class QueueFunctions(Seen seen)
{
    [Function("Work")]
    public async Task WorkAsync([ServiceBusTrigger("work", Connection = "ServiceBus")] string body, CancellationToken cancellationToken)
    {
        await seen.HoldAsync(body, body == "hold" ? seen.Gate.Task.WaitAsync(cancellationToken) : Task.CompletedTask);
        if (body == "poison")
            throw new InvalidOperationException("The test's poison.");
    }
}

/// <summary>Each message is held until the gate opens, longer than its lock.</summary>
public sealed class LongFunctions(Seen seen)
{
    [Function("Long")]
    public Task LongAsync([ServiceBusTrigger("brief", Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        seen.HoldAsync(message.Body.ToString(), seen.Gate.Task.WaitAsync(cancellationToken));

    [Function("LongOrdered")]
    public Task LongOrderedAsync([ServiceBusTrigger("brief-ordered", Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        seen.HoldAsync(message.Body.ToString(), seen.Gate.Task.WaitAsync(cancellationToken));
}

public sealed class SessionFunctions(Seen seen)
{
    [Function("Ordered")]
    public async Task OrderedAsync(
        [ServiceBusTrigger("ordered", Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage message, FunctionContext context)
    {
        await seen.HoldAsync($"{message.SessionId}{message.Body}", Task.CompletedTask);
        Assert.Equal(message.SessionId, context.BindingContext.BindingData["sessionId"]);
    }
}

public sealed class SettlingFunctions(Seen seen)
{
    [Function("Settle")]
    public async Task SettleAsync(
        [ServiceBusTrigger("news", "%Subscription%", Connection = "ServiceBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        seen.Bodies.Enqueue($"{message.Body}{message.DeliveryCount}");
        switch (message.Body.ToString())
        {
            case "complete":
                await actions.RenewMessageLockAsync(message, cancellationToken);
                await actions.CompleteMessageAsync(message, cancellationToken);
                break;
            case "abandon" when message.DeliveryCount == 1:
                await actions.AbandonMessageAsync(message, new Dictionary<string, object> { ["again"] = true }, cancellationToken);
                break;
            case "abandon":
                Assert.True((bool)message.ApplicationProperties["again"]);
                await actions.CompleteMessageAsync(message, cancellationToken);
                break;
            default:
                await actions.DeadLetterMessageAsync(message, new Dictionary<string, object> { ["by"] = "test" }, "validation", "nothing fits", cancellationToken);
                break;
        }
    }
}

public sealed class NoConnectionFunctions
{
    [Function("NoConnection")]
    public static void Run([ServiceBusTrigger("work", Connection = "Elsewhere")] string body) => Assert.NotNull(body);
}
