using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.ServiceBus;

namespace ServiceBus.Tests;

/// <summary>A broker with a client, a clock that the test moves, and a folder of its own.</summary>
internal sealed class Bus : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan AtOnce = TimeSpan.Zero;

    private readonly DirectoryInfo _folder;
    private MessageBroker _broker;

    private Bus(DirectoryInfo folder, MessageBroker broker, SimulatedClock clock) => (_folder, _broker, Clock, Client) = (folder, broker, clock, ClientOf(broker));

    public SimulatedClock Clock { get; }

    public ServiceBusClient Client { get; private set; }

    public MessageBroker Broker => _broker;

    /// <summary>When true, no commit succeeds.</summary>
    public bool IsBroken { get; set; }

    public string Folder => _folder.FullName;

    public static async Task<Bus> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bus-");
        var clock = new SimulatedClock(new(2026, 2, 2, 8, 0, 0, TimeSpan.Zero));
        Bus? bus = null;
        var broker = await MessageBroker.OpenAsync(Options(folder.FullName) with { OnCommitting = () => ThrowWhen(bus?.IsBroken == true) }, clock);
        return bus = new(folder, broker, clock);
    }

    public static MessageBrokerOptions Options(string folder) => new()
    {
        DatabasePath = Path.Combine(folder, "bus.db"),
        KeysPath = Path.Combine(folder, "bus-keys.json"),
        EntitiesPath = Path.Combine(AppContext.BaseDirectory, "test.entities.json"),
    };

    public static ServiceBusClient ClientOf(MessageBroker broker, string rule = "RootManageSharedAccessKey")
    {
        var (_, _, key) = broker.Keys.All().Single(found => found.Rule.Name == rule);
        return new($"Endpoint=sb://localhost:7071/servicebus/;SharedAccessKeyName={rule};SharedAccessKey={key};UseDevelopmentEmulator=true");
    }

    public async Task RestartAsync()
    {
        await _broker.DisposeAsync();
        _broker = await MessageBroker.OpenAsync(Options(Folder), Clock);
        Client = ClientOf(_broker);
    }

    public Task MoveAsync(TimeSpan by) => Clock.AdvanceToAsync(Clock.GetUtcNow() + by, static _ => Task.CompletedTask, null, CancellationToken.None);

    public Task SendAsync(string entity, params ServiceBusMessage[] messages) => Client.CreateSender(entity).SendMessagesAsync(messages);

    public ServiceBusReceiver DeadLettersOf(string queue) => Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        Clock.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void ThrowWhen(bool broken)
    {
        if (broken)
            throw new IOException("The disk is full, says the test.");
    }
}
