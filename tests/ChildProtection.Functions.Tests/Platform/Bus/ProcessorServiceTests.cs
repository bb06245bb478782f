using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Tests.Agencies;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Logging;
using Moq;

namespace ChildProtection.Functions.Tests.Platform.Bus;

/// <summary>When a processor of messages starts and stops, and what it says of itself.</summary>
public sealed class ProcessorServiceTests
{
    private readonly DurableClients _clients = new();
    private readonly BusActivity _activity = new();

    [Fact]
    public async Task Start_BeforeAClientIsKnown_TakesNothing()
    {
        using var processor = new NotedProcessor(_clients, _activity);

        await processor.StartAsync(default);

        Assert.Empty(processor.Calls);
        Assert.Empty(_activity.Taken);
    }

    [Fact]
    public async Task Start_OnceAClientIsHandedIn_TakesMessages()
    {
        using var processor = new NotedProcessor(_clients, _activity);
        await processor.StartAsync(default);

        _clients.HandIn(new MockedEngine().Client);
        await Until.TrueAsync("it runs", () => _activity.Taken is ["queue"]);

        Assert.Equal(["start"], processor.Calls);
    }

    [Fact]
    public void Note_OfAClientByAFunctionThatIsNoSchedule_StartsNothing()
    {
        _clients.Note(new MockedEngine().Client);

        Assert.False(_clients.WaitForFirstAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Stop_BeforeAClientIsKnown_Ends()
    {
        using var processor = new NotedProcessor(_clients, _activity);
        await processor.StartAsync(default);

        await processor.StoppingAsync(default);
        await processor.StopAsync(default);
        _clients.HandIn(new MockedEngine().Client);

        Assert.DoesNotContain("start", processor.Calls);
    }

    [Fact]
    public async Task Stop_AProcessorThatHangs_IsGivenUp()
    {
        using var processor = new NotedProcessor(_clients, _activity) { Stopped = new TaskCompletionSource().Task };
        _clients.HandIn(new MockedEngine().Client);
        await processor.StartAsync(default);
        await Until.TrueAsync("it runs", () => _activity.Taken is ["queue"]);

        await processor.StoppingAsync(default);
        await processor.StopAsync(default);

        Assert.Contains(processor.Logs.Lines, line => line.Text.Contains("did not stop", StringComparison.Ordinal));
        Assert.Empty(_activity.Taken);
    }

    [Fact]
    public async Task Error_AgainAndAgain_IsToldOnceAndShownAsFailing()
    {
        using var processor = new NotedProcessor(_clients, _activity);
        _clients.HandIn(new MockedEngine().Client);
        await processor.StartAsync(default);
        await Until.TrueAsync("it runs", () => _activity.Taken is ["queue"]);

        for (var attempt = 0; attempt < 5; attempt++)
            await processor.FailAsync(ServiceBusErrorSource.AcceptSession);

        Assert.Single(processor.Logs.Lines, line => line.Text.Contains("cannot be received", StringComparison.Ordinal));
        Assert.Equal("queue", _activity.Failing);
    }

    [Fact]
    public async Task Error_OfAHandler_IsToldEachTimeAndIsNoFailingOfTheBus()
    {
        using var processor = new NotedProcessor(_clients, _activity);

        await processor.FailAsync(ServiceBusErrorSource.ProcessMessageCallback);
        await processor.FailAsync(ServiceBusErrorSource.ProcessMessageCallback);

        Assert.Equal(2, processor.Logs.Lines.Count);
        Assert.Null(_activity.Failing);
    }

    [Fact]
    public async Task Settlement_OfASession_IsTheReceiversOwnAndNotCancelledByTheStop()
    {
        var (message, receiver) = (SampleMessage.With("{}"u8.ToArray()), new Mock<ServiceBusSessionReceiver>());
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        var settlement = new SessionSettlement(new ProcessSessionMessageEventArgs(message, receiver.Object, stopping.Token));

        await settlement.CompleteAsync();
        await settlement.GiveBackAsync(new Dictionary<string, object> { ["a"] = 1 });
        await settlement.DeadLetterAsync("reason", "description");

        receiver.Verify(one => one.CompleteMessageAsync(message, CancellationToken.None));
        receiver.Verify(one =>
            one.AbandonMessageAsync(
                message, It.Is<IDictionary<string, object>>(properties => (int)properties["a"] == 1), CancellationToken.None));
        receiver.Verify(one => one.DeadLetterMessageAsync(message, "reason", "description", CancellationToken.None));
    }

    /// <summary>A processor without a bus.</summary>
    private sealed class NotedProcessor : ProcessorService
    {
        public NotedProcessor(DurableClients clients, BusActivity activity)
            : this(clients, activity, HeardLogs.From(LogLevel.Warning))
        {
        }

        private NotedProcessor(DurableClients clients, BusActivity activity, HeardLogs logs)
            : base("queue", clients, activity, logs) => Logs = logs;

        public HeardLogs Logs { get; }

        public List<string> Calls { get; } = [];

        public Task Stopped { get; init; } = Task.CompletedTask;

        public Task FailAsync(ServiceBusErrorSource source) =>
            NoteErrorAsync(new ProcessErrorEventArgs(new IOException(), source, "host", "queue", "id", default));

        protected override Task StartProcessingAsync(CancellationToken cancellationToken)
        {
            Calls.Add("start");
            return Task.CompletedTask;
        }

        protected override Task StopProcessingAsync()
        {
            Calls.Add("stop");
            return Stopped;
        }
    }
}
