using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.Hosting;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Tests.Agencies.Hosted;

/// <summary>
/// The processor of agencies' messages stops, on the host's own broker: what is decided is completed, all else is given back in time, and
/// however often that happens no message comes nearer to its end by it. No function runs: the test itself decides, or does not.
/// </summary>
public sealed class ProcessorStopTests : IAsyncLifetime
{
    private const int Stops = DeliveryCount.MaxTries + 2;
    private const string Concern =
        """{ "occurredOn": "2026-03-09", "data": { "significantHarm": false, "concern": "Came without a coat." } }""";
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreFixture _store = new();
    private readonly FunctionsHost _host = AppParts.NewHost();
    private readonly HeardLogs _heard = HeardLogs.From(LogLevel.Warning);
    private readonly MockedEngine _engine = new();
    private readonly DurableClients _clients = new();

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        await _host.StartAsync(
            [typeof(ClientProbe)],
            builder =>
            {
                builder.Logging.AddProvider(_heard);
                builder.UseGeneratedExecutor();
                builder.AddApp(_store, new SentNotifications());
                builder.Services.AddSingleton<HeldClient>();
            },
            AppParts.SimulatedClock);
        // The app's own processor waits for a client of its own, which never comes.
        _clients.HandIn(_engine.Client);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Stop_AgainAndAgainAmidMessages_CompletesTheDecidedAndBringsNoOtherNearerToItsEnd()
    {
        List<StoredStory> decided = [await SentAsync(), await SentAsync()],
            undecided = [await SentAsync(), await SentAsync(), await SentAsync()];
        for (var stop = 1; stop <= Stops; stop++)
        {
            using var processor = await StartAsync();
            await Until.TrueAsync(
                "each message is being worked on",
                () => undecided.TrueForAll(story => Raised(story) == stop) && decided.TrueForAll(story => Raised(story) > 0));
            if (stop == 1)
                await Task.WhenAll(decided.Select(DecideAsync));

            await StopAsync(processor);

            var left = await LeftAsync(SubQueue.None);
            // What is decided as the stop begins may be given back; then the next start completes it.
            if (stop > 1)
                Assert.Equal(undecided.Select(story => story.CaseId).Order(), left.Select(message => message.SessionId).Order());
            Assert.All(left, message => Assert.Equal(1, DeliveryCount.Tries(message)));
        }

        using var last = await StartAsync();
        await Until.TrueAsync("each message is being worked on", () => undecided.TrueForAll(story => Raised(story) > Stops));
        await Task.WhenAll(undecided.Select(DecideAsync));
        await Until.TrueAsync("every message is completed", async () => (await LeftAsync(SubQueue.None)).Count == 0);
        await StopAsync(last);
        Assert.Empty(await LeftAsync(SubQueue.DeadLetter));
        Assert.DoesNotContain(_heard.Lines, line => line.Text.Contains("did not stop", StringComparison.Ordinal));
        Assert.True(
            _heard.Lines.Count(line => line.Text.Contains("returned to the queue", StringComparison.Ordinal)) >= Stops * undecided.Count);
    }

    private async Task<AgencyEventProcessor> StartAsync()
    {
        var processor = ActivatorUtilities.CreateInstance<AgencyEventProcessor>(_host.Host.Services, _clients);
        await processor.StartAsync(default);
        return processor;
    }

    private static async Task StopAsync(AgencyEventProcessor processor)
    {
        await processor.StoppingAsync(default);
        await processor.StopAsync(default);
    }

    /// <summary>A case with the school as a party, and a message of the school about it.</summary>
    private async Task<StoredStory> SentAsync()
    {
        var story = _store.NewStory();
        await story.OpenAsync();
        var row = (await _store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!;
        CaseRow.Write(row, CaseRow.State(row) with { ConferenceAgencies = ["school"] }, row.Need("LastHash"));
        await _store.Tables.Cases.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        _engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        await using var sender = _host.Get<ServiceBusClient>().CreateSender(BusNames.TopicOf("school"));
        var body = SampleMessage.Event(story.CaseId, "NewConcern", Concern, id: $"about-{story.LocalId}").ToJsonString();
        await sender.SendMessageAsync(new ServiceBusMessage(body) { SessionId = story.CaseId });
        return story;
    }

    private int Raised(StoredStory story) => _engine.Raised.Count(raised => raised.Id == story.CaseId);

    /// <summary>As the case's orchestration would.</summary>
    private async Task DecideAsync(StoredStory story)
    {
        var signal = CaseSignal.FromJson(_engine.Raised.First(raised => raised.Id == story.CaseId).Event!.Signal);
        Assert.Equal(CommitStatus.Written, (await story.DecideAsync(signal, Now)).Status);
        _host.Get<EventWaiters>().Decided(story.CaseId, CaseKeys.Signal(signal));
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> LeftAsync(SubQueue place)
    {
        await using var receiver = _host
            .Get<ServiceBusClient>()
            .CreateReceiver(BusNames.AgencyEvents, new ServiceBusReceiverOptions { SubQueue = place });
        return await receiver.PeekMessagesAsync(100, fromSequenceNumber: 0);
    }
}
