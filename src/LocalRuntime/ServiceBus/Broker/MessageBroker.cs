using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.Sqlite;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The broker: durable queues and topics in one file of this process. Clients find it by the keys it knows. Safe for use from any thread.</summary>
public sealed class MessageBroker : IAsyncDisposable
{
    // As the client library waits for a session.
    private static readonly TimeSpan SessionWait = TimeSpan.FromMinutes(1);

    private readonly StoreThread _store;
    private readonly QueueSignals _signals;
    private readonly Delivery _delivery;
    private readonly TimeProvider _clock;
    private int _disposed;

    private MessageBroker(StoreThread store, QueueSignals signals, Delivery delivery, AccessKeys keys, TimeProvider clock) =>
        (_store, _signals, _delivery, Keys, _clock) = (store, signals, delivery, keys, clock);

    internal AccessKeys Keys { get; }

    /// <summary>Opens the broker's file, forgets locks of an earlier process, and makes the broker known to this process's clients.</summary>
    /// <param name="options">Where things lie.</param>
    /// <param name="clock">The clock of locks and of duplicate detection; the system's, except in tests.</param>
    /// <exception cref="BusStoreException">The file cannot be opened, or another process owns it.</exception>
    /// <exception cref="BusEntitiesException">The entities file can't be used.</exception>
    public static async Task<MessageBroker> OpenAsync(MessageBrokerOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var entities = EntitiesFile.Read(options.EntitiesPath, options.ListOf);
        var keys = AccessKeys.LoadOrCreate(options.KeysPath, entities);
        var file = OwnedDatabase.Open(options.DatabasePath, BusSchema.Kind);
        var signals = new QueueSignals();
        var delivery = new Delivery(entities, clock);
        var broker = new MessageBroker(new StoreThread(file, signals, options.OnCommitting), signals, delivery, keys, clock);
        try
        {
            await broker.Run(delivery.ForgetLocks);
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }

        RunningBrokers.Add(broker);
        return broker;
    }

    /// <summary>Writes to the file, to learn whether the broker can store.</summary>
    /// <exception cref="ServiceBusException">ServiceBusy: it can't.</exception>
    public Task ProbeAsync() => Run(static tables => tables.Probe());

    /// <summary>How many messages a queue, subscription or dead-letter queue holds, locked ones included.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public Task<long> CountAsync(string queue) => _store.Run(tables => _delivery.Count(tables, EntityPath.Normal(queue)));

    /// <summary>The connection string of the whole bus; its key is made when there is none yet.</summary>
    /// <param name="options">Where things lie.</param>
    /// <param name="port">The REST face's port; 0 when it is not known yet.</param>
    /// <exception cref="BusEntitiesException">The entities file can't be used, or declares no rule with all rights.</exception>
    public static string ConnectionString(MessageBrokerOptions options, int port)
    {
        ArgumentNullException.ThrowIfNull(options);
        var keys = AccessKeys.LoadOrCreate(options.KeysPath, EntitiesFile.Read(options.EntitiesPath, options.ListOf));
        var (_, rule, key) = keys.All().FirstOrDefault(static found => found.Path.Length == 0 && found.Rule.Allows(AccessRight.Manage));
        return rule is null
            ? throw new BusEntitiesException($"The entities file {options.EntitiesPath} declares no authorization rule with the right Manage for the bus itself; add one.")
            : AccessKeys.ConnectionString(port, rule.Name, key);
    }

    /// <summary>The keys of this installation, each with the entity it is for.</summary>
    /// <param name="port">The REST face's port.</param>
    public IReadOnlyList<BusKey> ConnectionStrings(int port) => [.. Keys.All().Select(found => new BusKey(
        found.Path, found.Rule.Name, [.. found.Rule.Rights.Select(static right => right.ToString())],
        AccessKeys.ConnectionString(port, found.Rule.Name, found.Key, found.Path)))];

    /// <summary>Ends the broker; clients of this process no longer find it.</summary>
    public ValueTask DisposeAsync()
    {
        RunningBrokers.Remove(this);
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _store.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task SendAsync(string path, IReadOnlyList<Envelope> messages)
    {
        var size = messages.Sum(static message => message.Size);
        return size > Envelope.LargestBytes
            ? Task.FromException(Faults.TooLarge(path, size))
            : Run(tables => _delivery.Send(tables, EntityPath.Normal(path), messages));
    }

    internal async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        string path, int limit, TimeSpan wait, ServiceBusReceiveMode mode, SessionLock? session, CancellationToken cancellationToken)
    {
        var queue = EntityPath.Normal(path);
        var received = await WaitAsync<IReadOnlyList<ServiceBusReceivedMessage>>(queue, wait, tables =>
        {
            var (messages, lookAgain) = _delivery.Receive(tables, queue, limit, mode, session);
            return (messages.Count > 0 ? messages : null, lookAgain);
        }, cancellationToken);
        return received ?? [];
    }

    internal Task<List<ServiceBusReceivedMessage>> PeekAsync(string path, int limit, long from, string? session) =>
        _store.Run(tables => _delivery.Peek(tables, EntityPath.Normal(path), limit, from, session));

    internal Task CompleteAsync(string path, Guid token) => Run(tables => _delivery.Complete(tables, EntityPath.Normal(path), token));

    internal Task AbandonAsync(string path, Guid token, Dictionary<string, object> properties) =>
        Run(tables => _delivery.Abandon(tables, EntityPath.Normal(path), token, properties));

    internal Task DeadLetterAsync(string path, Guid token, Dictionary<string, object> properties, string? reason, string? description) =>
        Run(tables => _delivery.DeadLetter(tables, EntityPath.Normal(path), token, properties, reason, description));

    internal Task<DateTimeOffset> RenewAsync(string path, Guid token) => _store.Run(tables => _delivery.Renew(tables, EntityPath.Normal(path), token));

    internal async Task<SessionLock> AcceptSessionAsync(string path, string? session, CancellationToken cancellationToken)
    {
        var queue = EntityPath.Normal(path);
        return await WaitAsync(queue, SessionWait, tables => _delivery.Accept(tables, queue, session), cancellationToken) ?? throw Faults.NoSession(path);
    }

    internal Task<DateTimeOffset> RenewSessionAsync(string path, SessionLock session) =>
        _store.Run(tables => _delivery.RenewSession(tables, EntityPath.Normal(path), session));

    internal Task ReleaseSessionAsync(string path, SessionLock session) =>
        Run(tables => tables.Sessions.Release(EntityPath.Normal(path), session.SessionId, session.Token));

    private Task<bool> Run(Action<BusTables> work) => _store.Run(tables =>
    {
        work(tables);
        return true;
    });

    /// <summary>Looks, and looks again whenever something changed or a lock has run out, until there is something or the time is over.</summary>
    private async Task<T?> WaitAsync<T>(string queue, TimeSpan wait, Func<BusTables, (T? Found, long? LookAgain)> look, CancellationToken cancellationToken)
        where T : class
    {
        var deadline = _clock.GetUtcNow() + wait;
        for (; ; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = _signals.Next(queue);
            var (found, lookAgain) = await _store.Run(look);
            var now = _clock.GetUtcNow();
            if (found is not null || now >= deadline)
                return found;
            var until = lookAgain is { } ticks && ticks < deadline.UtcTicks ? new(ticks, TimeSpan.Zero) : deadline;
            var pause = until - now;
            await changed.WaitAsync(pause > TimeSpan.FromMilliseconds(1) ? pause : TimeSpan.FromMilliseconds(1), _clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
