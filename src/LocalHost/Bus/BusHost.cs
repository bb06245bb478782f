using System.Net.Sockets;
using LocalHost.Bus.Access;
using LocalHost.Bus.Amqp;
using LocalHost.Bus.Broker;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;
using LocalHost.Clock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus;

/// <summary>
/// The local Service Bus: a durable broker in this process, which speaks AMQP 1.0 on loopback to the official clients. Locks, times to live
/// and duplicate detection run on the given clock; the host gives real time, whatever the app's clock. Safe for use from any thread.
/// </summary>
/// <param name="options">Where things lie.</param>
/// <param name="clock">The clock of locks, times to live and duplicate detection.</param>
/// <param name="loggers">For the bus's own log.</param>
internal sealed partial class BusHost(BusOptions options, TimeProvider clock, ILoggerFactory loggers)
    : IHostedService, IRestSource, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("LocalHost.Bus");
    private Running? _running;

    /// <inheritdoc/>
    public event Action? CameToRest;

    /// <summary>The loopback port that clients connect to.</summary>
    /// <exception cref="InvalidOperationException">The bus does not run.</exception>
    public int Port => Ran.Port;

    /// <summary>The connection string of the whole bus, for the app.</summary>
    /// <exception cref="InvalidOperationException">The bus does not run.</exception>
    public string ConnectionString => Ran.Keys.ConnectionString(Ran.Port);

    /// <inheritdoc/>
    public int Busy => _running?.Listeners.Busy ?? 0;

    /// <inheritdoc/>
    public long Begun => _running?.Listeners.Begun ?? 0;

    /// <inheritdoc/>
    public string? WhyBusy => _running?.Listeners.WhyBusy;

    private Running Ran => _running ?? throw new InvalidOperationException("The bus does not run. Start it first.");

    /// <summary>The keys of this installation, each with what it may do and the connection string for it.</summary>
    /// <exception cref="InvalidOperationException">The bus does not run.</exception>
    public IReadOnlyList<BusKey> ConnectionStrings() => Ran.Keys.All(Ran.Port);

    /// <summary>Takes the file, brings it up to date, and listens.</summary>
    /// <param name="cancellationToken">Not used: opening a file takes no time worth cancelling.</param>
    /// <exception cref="BusStoreException">The file can't be used, or another process owns it.</exception>
    /// <exception cref="BusEntitiesException">The entities file can't be used.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var entities = EntitiesFile.Read(options.EntitiesPath, options.ListOf);
        // First the lock: nothing else of a folder that another process uses is touched.
        var file = BusFile.Open(options.DatabasePath);
        AccessKeys keys;
        try
        {
            keys = AccessKeys.LoadOrCreate(options.KeysPath, entities);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        var broker = await MessageBroker.OpenAsync(file, entities, clock, options.OnCommitting, _logger);
        if (broker.LostCommits > 0)
            LostCommits(options.DatabasePath, broker.LostCommits);
        try
        {
            var listeners = new BusListeners(broker.Changes, TimeProvider.System, broker.FirstAsync);
            listeners.CameToRest += () => CameToRest?.Invoke();
            var links = new LinkFactory(broker, listeners, _logger);
            _running = new(broker, keys, listeners, new AmqpFace(links, keys, options.Port, _logger));
        }
        catch (SocketException error)
        {
            broker.Dispose();
            throw new IOException(
                $"The bus can't listen on port {options.Port} ({error.Message}). Choose another port, or stop what uses it.", error);
        }
    }

    /// <summary>How many messages an entity holds, locked ones included.</summary>
    /// <exception cref="BusFault">There is no such queue, subscription or dead-letter queue.</exception>
    /// <exception cref="InvalidOperationException">The bus does not run.</exception>
    public long Count(string entity) => Ran.Broker.Count(EntityPath.Normal(entity));

    /// <summary>Whether the bus can store: it writes to its file.</summary>
    /// <returns>How many messages are set aside because their rows are damaged; the log says which and why.</returns>
    /// <exception cref="BusStoreException">It can't; the message says why and what to do.</exception>
    /// <exception cref="InvalidOperationException">The bus does not run.</exception>
    public Task<long> ProbeAsync(CancellationToken cancellationToken) => Ran.Broker.ProbeAsync().WaitAsync(cancellationToken);

    /// <summary>Closes all connections, does what was called for before, and closes the file.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, null) is not { } running)
            return;
        await running.Face.DisposeAsync();
        running.Listeners.Dispose();
        running.Broker.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    [LoggerMessage(LogLevel.Error, EventName = "BusCommitsLost", Message =
        "The bus's file {Path} lacks {Count} commits that were acknowledged in this folder: its log was cut, or it is an older copy.")]
    private partial void LostCommits(string path, long count);

    private sealed record Running(MessageBroker Broker, AccessKeys Keys, BusListeners Listeners, AmqpFace Face)
    {
        public int Port => Face.Port;
    }
}
