using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using LocalHost.Bus;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LocalHost.Tests.Bus;

/// <summary>A bus on a free port with a folder of its own, and the official client of it.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>How long a receiver waits that is to find nothing.</summary>
    public static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(4);

    private const string TestEntities = "bus.entities.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bus-");
    private readonly TimeProvider _clock;
    private readonly string _entities;
    private BusHost _host;
    private ServiceBusClient? _client;

    private TestBus(TimeProvider clock, string entities)
    {
        (_clock, _entities) = (clock, entities);
        _host = NewHost();
    }

    public BusHost Host => _host;

    public string Folder => _folder.FullName;

    public string Database => Path.Combine(Folder, "bus.db");

    /// <summary>The clock of locks, where the test moves it.</summary>
    public FakeTimeProvider Clock => (FakeTimeProvider)_clock;

    /// <summary>When true, no commit succeeds.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Warnings and worse of the bus.</summary>
    public HeardLogs Logs { get; } = HeardLogs.From(LogLevel.Warning);

    /// <summary>Of the whole bus; it tries everything once.</summary>
    public ServiceBusClient Client => _client ??= ClientOf(_host.ConnectionString);

    /// <summary>A bus whose locks, times to live and windows end when the test moves its clock.</summary>
    public static Task<TestBus> StartAsync() => StartAsync(new FakeTimeProvider(new(2026, 2, 2, 8, 0, 0, TimeSpan.Zero)));

    /// <summary>A bus on real time, as the host runs it.</summary>
    public static Task<TestBus> StartOnRealTimeAsync() => StartAsync(TimeProvider.System);

    /// <summary>A bus with the app's own entities, on real time.</summary>
    public static Task<TestBus> StartAsTheAppsAsync() => StartAsync(TimeProvider.System, "app.entities.json");

    public static BusOptions Options(string folder, string entities = TestEntities) => new()
    {
        DatabasePath = Path.Combine(folder, "bus.db"),
        KeysPath = Path.Combine(folder, "bus-keys.json"),
        EntitiesPath = Path.Combine(AppContext.BaseDirectory, entities),
        Port = 0,
    };

    public static ServiceBusClient ClientOf(string connectionString) => new(
        connectionString, new ServiceBusClientOptions { RetryOptions = { MaxRetries = 0, TryTimeout = Limit } });

    /// <summary>A client with the key of a name.</summary>
    public ServiceBusClient ClientWith(string keyName) =>
        ClientOf(_host.ConnectionStrings().Single(key => key.Name == keyName).ConnectionString);

    public async Task RestartAsync()
    {
        await CloseAsync();
        await StartAgainAsync();
    }

    /// <summary>Starts the bus again after <see cref="CloseAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        _host = NewHost();
        await _host.StartAsync(CancellationToken.None);
    }

    /// <summary>Stops the bus; its folder stays until this is disposed.</summary>
    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _client, null) is { } client)
            await client.DisposeAsync();
        await _host.DisposeAsync();
    }

    public Task SendAsync(string entity, params ServiceBusMessage[] messages) => Client.CreateSender(entity).SendMessagesAsync(messages);

    /// <summary>Changes the file of a bus that is closed.</summary>
    /// <returns>How many rows were changed.</returns>
    public int Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    /// <summary>A number out of the file, also of a bus that runs.</summary>
    public long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>All messages of a queue or subscription, taken for good.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> DrainAsync(string entity, SubQueue part = SubQueue.None)
    {
        await using var receiver = Client.CreateReceiver(
            entity, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete, SubQueue = part });
        var all = new List<ServiceBusReceivedMessage>();
        // The first look opens the link as well, which takes its time on a busy machine.
        var wait = FirstLook;
        while (await receiver.ReceiveMessagesAsync(100, wait) is { Count: > 0 } some)
        {
            all.AddRange(some);
            wait = Briefly;
        }

        return all;
    }

    public ServiceBusReceiver DeadLettersOf(string queue) =>
        Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>Sends a message, receives and completes it.</summary>
    public async Task AssertServesAsync()
    {
        await SendAsync("ordered", new ServiceBusMessage("still here") { SessionId = "after" });
        await using var session = await Client.AcceptSessionAsync("ordered", "after");
        var message = await session.ReceiveMessageAsync(Limit);
        await session.CompleteMessageAsync(message);
        Assert.Equal("still here", message.Body.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        IsBroken = false;
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<TestBus> StartAsync(TimeProvider clock, string entities = TestEntities)
    {
        var bus = new TestBus(clock, entities);
        await bus._host.StartAsync(CancellationToken.None);
        return bus;
    }

    private BusHost NewHost() => new(
        Options(Folder, _entities) with { OnCommitting = ThrowWhenBroken },
        _clock,
        LoggerFactory.Create(logging => logging.AddProvider(Logs)));

    private void ThrowWhenBroken()
    {
        if (IsBroken)
            throw new IOException("The disk is full, says the test.");
    }
}
