using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.FunctionsWorker;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceBus.Tests;

public sealed class TriggerTests
{
    private static readonly string[] Simulated = ["--clock", "simulated", "--now", "2026-01-31T08:00:00Z", "--Subscription", "all"];

    [Fact]
    public async Task Queue_FunctionSucceeds_CompletesTheMessage()
    {
        await using var app = await StartAsync(typeof(QueueFunctions));

        await SendAsync(app, "work", "1", "2", "3");
        await AtRestAsync(app);

        Assert.Equal(["1", "2", "3"], app.Get<Seen>().Bodies.Order());
        Assert.Equal(0, await app.Broker.CountAsync("work"));
    }

    [Fact]
    public async Task Queue_FunctionThrows_IsTriedToTheMaximumThenBuried_AndOthersGoOn()
    {
        await using var app = await StartAsync(typeof(QueueFunctions));

        await SendAsync(app, "work", "poison", "good");
        await AtRestAsync(app);

        Assert.Equal(["good", "poison", "poison", "poison"], app.Get<Seen>().Bodies.Order());
        var dead = await app.Client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).ReceiveMessageAsync(Bus.AtOnce);
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead!.Body.ToString(), dead.DeadLetterReason));
    }

    [Fact]
    public async Task Queue_ManyMessages_RunUpToTheLimitOfHostJson()
    {
        await using var app = await StartAsync(typeof(QueueFunctions), """{ "extensions": { "serviceBus": { "maxConcurrentCalls": 2 } } }""");
        var seen = app.Get<Seen>();
        await SendAsync(app, "work", "hold", "hold", "hold", "hold", "hold");
        await Until.TrueAsync("two functions run", () => seen.Bodies.Count == 2);

        seen.Gate.SetResult();
        await AtRestAsync(app);

        Assert.Equal((5, 2), (seen.Bodies.Count, seen.MostAtOnce));
    }

    [Fact]
    public async Task Sessions_Messages_ComeInOrderWithinEach()
    {
        await using var app = await StartAsync(typeof(SessionFunctions));
        var sender = app.Client.CreateSender("ordered");
        for (var number = 0; number < 10; number++)
        {
            foreach (var session in (string[])["a", "b", "c"])
                await sender.SendMessageAsync(new ServiceBusMessage($"{number}") { SessionId = session });
        }

        await AtRestAsync(app);

        foreach (var session in (string[])["a", "b", "c"])
        {
            Assert.Equal(
                Enumerable.Range(0, 10).Select(number => $"{session}{number}"),
                app.Get<Seen>().Bodies.Where(body => body.StartsWith(session, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Lock_OfAFunctionThatTakesLonger_IsRenewedUntilItEnds()
    {
        await using var app = await StartAsync(typeof(LongFunctions));
        var seen = app.Get<Seen>();
        await SendAsync(app, "brief", "alone");
        await app.Client.CreateSender("brief-ordered").SendMessageAsync(new ServiceBusMessage("in a session") { SessionId = "a" });
        await Until.TrueAsync("two functions run", () => seen.Bodies.Count == 2);

        // Locks run on real time: each has run out once, and would have let the message come again.
        var ranOut = TimeProvider.System.GetUtcNow().AddSeconds(3.5);
        await Until.TrueAsync("the locks would have run out", () => TimeProvider.System.GetUtcNow() > ranOut);
        seen.Gate.SetResult();
        await AtRestAsync(app);

        Assert.Equal(["alone", "in a session"], seen.Bodies.Order());
        Assert.Equal((0, 0), (await app.Broker.CountAsync("brief"), await app.Broker.CountAsync("brief-ordered")));
    }

    [Fact]
    public async Task Actions_OfTheFunction_Settle()
    {
        await using var app = await StartAsync(typeof(SettlingFunctions));

        await SendAsync(app, "news", "complete", "abandon", "bury");
        await AtRestAsync(app);

        Assert.Equal(["abandon1", "abandon2", "bury1", "complete1"], app.Get<Seen>().Bodies.Order());
        var dead = await app.Client.CreateReceiver("news", "all", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).ReceiveMessageAsync(Bus.AtOnce);
        Assert.Equal(("validation", "nothing fits", "test"), (dead!.DeadLetterReason, dead.DeadLetterErrorDescription, (string)dead.ApplicationProperties["by"]));
    }

    [Fact]
    public async Task Stop_FunctionRuns_WaitsForItAndCompletesItsMessage()
    {
        var app = await StartAsync(typeof(QueueFunctions));
        var seen = app.Get<Seen>();
        await SendAsync(app, "work", "hold");
        await Until.TrueAsync("the function runs", () => seen.Bodies.Count == 1);

        var stopping = app.Host.StopAsync();
        Assert.False(stopping.IsCompleted);
        seen.Gate.SetResult();
        await stopping.WaitAsync(Bus.Limit);

        Assert.Equal(0, await app.Broker.CountAsync("work"));
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Stop_FunctionNeverEnds_IsCancelledAndItsMessageGivenBack()
    {
        var app = await StartAsync(typeof(QueueFunctions));
        await SendAsync(app, "work", "hold");
        await Until.TrueAsync("the function runs", () => app.Get<Seen>().Bodies.Count == 1);
        var broker = app.Broker;

        await app.Host.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        var message = await app.Client.CreateReceiver("work").ReceiveMessageAsync(Bus.Limit);
        Assert.Equal(2, message!.DeliveryCount);
        Assert.Equal(1, await broker.CountAsync("work"));
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Discovery_ConnectionWithoutValue_IsAFaultThatNamesTheSetting()
    {
        var fault = await Assert.ThrowsAsync<FunctionDiscoveryException>(() => StartAsync(typeof(NoConnectionFunctions)));

        Assert.Contains("'Elsewhere'", fault.Message, StringComparison.Ordinal);
    }

    private static Task<BusApp> StartAsync(Type functions, string hostJson = "{}") =>
        BusApp.StartAsync([functions], services => services.AddSingleton<Seen>(), Simulated, hostJson);

    private static Task SendAsync(BusApp app, string entity, params string[] bodies) =>
        app.Client.CreateSender(entity).SendMessagesAsync(bodies.Select(body => new ServiceBusMessage(body)));

    /// <summary>The simulated clock moves only once every message is dealt with.</summary>
    private static async Task AtRestAsync(BusApp app)
    {
        using var answer = await app.Http.PostAsJsonAsync("/admin/clock", new { advanceBy = "PT1M" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["now"]);
    }
}
