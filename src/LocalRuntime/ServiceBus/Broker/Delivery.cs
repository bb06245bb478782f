using Azure.Messaging.ServiceBus;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Sending, receiving and settling, as calls of the store: each runs as a whole or not at all.</summary>
internal sealed class Delivery(BusEntities entities, TimeProvider clock)
{
    public const string TooManyAttempts = "MaxDeliveryCountExceeded";

    private const string HeaderUndeliverable = "TransferFailed";

    private long Now => clock.GetUtcNow().UtcTicks;

    public void Send(BusTables tables, string path, IReadOnlyList<Envelope> messages)
    {
        if (entities.FindTopic(path) is { } topic)
        {
            foreach (var message in messages.Where(message => IsNew(tables, path, topic.DuplicateWindow, message)))
            {
                foreach (var stop in Routing.Of(entities, topic, message))
                    Store(tables, stop);
            }

            return;
        }

        // A subscription is filled by its topic alone.
        var queue = path.Contains('/') ? null : entities.FindQueue(path);
        if (queue is null)
            throw Faults.NotFound(path);
        foreach (var message in messages)
            Store(tables, new(queue, queue.RequiresSession && message.SessionId is null ? throw Faults.NeedsSessionId(path) : message));
    }

    /// <returns>The messages, and when to look again at the latest if there are none.</returns>
    public (IReadOnlyList<ServiceBusReceivedMessage> Messages, long? LookAgain) Receive(
        BusTables tables, string path, int limit, ServiceBusReceiveMode mode, SessionLock? session)
    {
        var queue = entities.Receivable(path);
        var inSessions = HasSessions(queue, path);
        if (inSessions && session is null)
            throw Faults.NeedsSessionReceiver(path);
        var now = Now;
        if (session is not null && !tables.Sessions.IsHeldBy(path, session.SessionId, session.Token, now))
            throw Faults.SessionLockLost(path);
        if (session is null)
            Expire(tables, queue, path, now);

        var received = tables.Messages.Free(path, session?.SessionId, limit)
            .ConvertAll(sequence => Deliver(tables, sequence, mode, session, now + queue.LockDuration.Ticks));
        return (received, received.Count > 0 || session is not null ? null : tables.Messages.NextExpiry(path));
    }

    public List<ServiceBusReceivedMessage> Peek(BusTables tables, string path, int limit, long from, string? session)
    {
        var queue = entities.Receivable(path);
        var main = EntityPath.Main(path);
        if (!HasSessions(queue, main))
            Expire(tables, queue, main, Now);
        return tables.Messages.From(path, from, session, limit);
    }

    public void Complete(BusTables tables, string path, Guid token) => tables.Messages.Remove(Held(tables, path, token).Sequence);

    public void Abandon(BusTables tables, string path, Guid token, IReadOnlyDictionary<string, object> properties)
    {
        var row = Held(tables, path, token);
        Modify(tables, row.Sequence, properties);
        Return(tables, entities.Receivable(path), path, row);
    }

    public void DeadLetter(BusTables tables, string path, Guid token, IReadOnlyDictionary<string, object> properties, string? reason, string? description)
    {
        var row = Held(tables, path, token);
        if (EntityPath.IsDeadLetter(path))
            throw new InvalidOperationException($"'{path}' holds dead letters already; complete or abandon the message.");
        Bury(tables, path, row.Sequence, properties, reason, description);
    }

    public DateTimeOffset Renew(BusTables tables, string path, Guid token)
    {
        var row = Held(tables, path, token);
        var until = Now + entities.Receivable(path).LockDuration.Ticks;
        tables.Messages.Extend(row.Sequence, until);
        return new(until, TimeSpan.Zero);
    }

    /// <returns>The session, or null with the moment to look again at the latest.</returns>
    public (SessionLock? Session, long? LookAgain) Accept(BusTables tables, string path, string? wanted)
    {
        var queue = entities.Receivable(path);
        if (!HasSessions(queue, path))
            throw Faults.HasNoSessions(path);
        for (; ; )
        {
            var now = Now;
            if (wanted is not null && tables.Sessions.IsHeld(path, wanted, now))
                throw Faults.SessionTaken(path, wanted);
            if ((wanted ?? tables.Sessions.NextFree(path, now)) is not { } session)
                return (null, tables.Sessions.NextExpiry(path, now));
            // What an earlier holder had locked is free again, or has been tried often enough.
            foreach (var row in tables.Messages.LockedInSession(path, session))
                Return(tables, queue, path, row);
            if (wanted is null && tables.Messages.Free(path, session, 1).Count == 0)
                continue;
            var held = new SessionLock(session, Guid.NewGuid(), new(now + queue.LockDuration.Ticks, TimeSpan.Zero));
            tables.Sessions.Hold(path, session, held.Token, held.LockedUntil.UtcTicks);
            return (held, null);
        }
    }

    public DateTimeOffset RenewSession(BusTables tables, string path, SessionLock session)
    {
        var now = Now;
        if (!tables.Sessions.IsHeldBy(path, session.SessionId, session.Token, now))
            throw Faults.SessionLockLost(path);
        var until = now + entities.Receivable(path).LockDuration.Ticks;
        tables.Sessions.Hold(path, session.SessionId, session.Token, until);
        return new(until, TimeSpan.Zero);
    }

    /// <summary>Whoever held anything before this process is gone. What was delivered often enough is buried: it may have ended the process.</summary>
    public void ForgetLocks(BusTables tables)
    {
        tables.Sessions.ReleaseAll();
        foreach (var (path, row) in tables.Messages.AllLocked())
        {
            if (entities.FindQueue(EntityPath.Main(path)) is { } queue)
                Return(tables, queue, path, row);
        }
    }

    public long Count(BusTables tables, string path)
    {
        entities.Receivable(path);
        return tables.Messages.Count(path);
    }

    private static bool HasSessions(QueueEntity queue, string path) => queue.RequiresSession && !EntityPath.IsDeadLetter(path);

    private void Store(BusTables tables, Routing.Stop stop)
    {
        var (queue, message, fault) = stop;
        if (!IsNew(tables, queue.Path, queue.DuplicateWindow, message))
            return;
        if (fault is null)
        {
            tables.Messages.Add(queue.Path, message, PropertyText.Write(message.Properties), Now);
            return;
        }

        var dead = message.With(Reasons(HeaderUndeliverable, fault));
        tables.Messages.Add(EntityPath.TransferDeadLetterOf(queue.Path), dead, PropertyText.Write(dead.Properties), Now, queue.Path);
    }

    private bool IsNew(BusTables tables, string path, TimeSpan? window, Envelope message) =>
        window is null || message.MessageId is null || tables.Duplicates.TryAdd(path, message.MessageId, Now, window.Value);

    private static ServiceBusReceivedMessage Deliver(BusTables tables, long sequence, ServiceBusReceiveMode mode, SessionLock? session, long until)
    {
        if (mode == ServiceBusReceiveMode.PeekLock)
        {
            // A message of a session is held as long as its session is.
            tables.Messages.Lock(sequence, Guid.NewGuid(), session is null ? until : session.LockedUntil.UtcTicks, session?.Token);
            return tables.Messages.Get(sequence);
        }

        tables.Messages.CountDelivery(sequence);
        var message = tables.Messages.Get(sequence);
        tables.Messages.Remove(sequence);
        return message;
    }

    private LockedRow Held(BusTables tables, string path, Guid token)
    {
        var queue = entities.Receivable(path);
        var now = Now;
        return tables.Messages.FindLocked(path, token) switch
        {
            { SessionLock: { } session } row => tables.Sessions.IsHeldBy(path, row.Session!, session, now) ? row : throw Faults.SessionLockLost(path),
            { } row when row.LockedUntil > now => row,
            _ => throw (HasSessions(queue, path) ? Faults.SessionLockLost(path) : Faults.MessageLockLost(path)),
        };
    }

    private static void Expire(BusTables tables, QueueEntity queue, string path, long now)
    {
        foreach (var row in tables.Messages.Expired(path, now))
            Return(tables, queue, path, row);
    }

    private static void Return(BusTables tables, QueueEntity queue, string path, LockedRow row)
    {
        if (row.Delivered < queue.MaxDeliveryCount || EntityPath.IsDeadLetter(path))
            tables.Messages.Unlock(path, row.Sequence);
        else
            Bury(tables, path, row.Sequence, new Dictionary<string, object>(), TooManyAttempts, $"The message was delivered {row.Delivered} times and never completed.");
    }

    private static void Bury(BusTables tables, string path, long sequence, IReadOnlyDictionary<string, object> properties, string? reason, string? description)
    {
        var changes = properties.Concat(Reasons(reason, description).Select(static pair => KeyValuePair.Create(pair.Key, (object)pair.Value)));
        Modify(tables, sequence, changes);
        tables.Messages.Move(sequence, EntityPath.DeadLetterOf(path), path);
    }

    private static void Modify(BusTables tables, long sequence, IEnumerable<KeyValuePair<string, object>> changes)
    {
        var properties = new Dictionary<string, object>(tables.Messages.Get(sequence).ApplicationProperties);
        foreach (var (name, value) in changes)
            properties[name] = value;
        tables.Messages.SetProperties(sequence, PropertyText.Write(properties));
    }

    private static Dictionary<string, string> Reasons(string? reason, string? description) =>
        new Dictionary<string, string?> { [ServiceBusReceivedMessage.ReasonProperty] = reason, [ServiceBusReceivedMessage.DescriptionProperty] = description }
            .Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!);
}
