using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;

namespace LocalHost.Bus.Broker;

/// <summary>Gives messages out, as calls of the store: each runs as a whole or not at all.</summary>
internal sealed class Receiving(BusEntities entities, TimeProvider clock)
{
    private const int RemovedAtOnce = 100;

    // What one receiver is given at a time; a message larger than that comes alone.
    private const int MostBytes = 1 << 20;

    private static readonly IReadOnlyDictionary<string, object?> TimeIsOver =
        DeadLetters.Properties(DeadLetters.TimeOver, "The message's time to live was over before it was taken.");

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <param name="tables">The store's.</param>
    /// <param name="path">The queue.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="locked">Whether they are locked; else they are gone.</param>
    /// <param name="hold">The session, where the queue has sessions.</param>
    /// <returns>The messages, and when to look again at the latest if there are none.</returns>
    /// <exception cref="BusFault">There is no such queue, it has sessions or has none, or the session's lock is lost.</exception>
    public (List<DeliveredMessage> Messages, long? LookAgain) Receive(
        BusTables tables, string path, int limit, bool locked, SessionHold? hold)
    {
        var queue = entities.Receivable(path);
        if (HasSessions(queue, path) && hold is null)
            throw Faults.NeedsSessionReceiver(path);
        var now = Now;
        long? held = hold is null
            ? null
            : tables.Sessions.HeldUntil(path, hold.SessionId, hold.Token, now) ?? throw Faults.SessionLockLost();
        Tidy(tables, queue, path, now);

        var received = new List<DeliveredMessage>();
        var bytes = 0;
        while (received.Count < limit && bytes < MostBytes
            && tables.Messages.Free(path, hold?.SessionId, limit - received.Count) is { Count: > 0 } free)
        {
            foreach (var sequence in free.TakeWhile(_ => bytes < MostBytes))
            {
                var row = tables.Messages.Read(path, sequence);
                received.Add(Deliver(tables, path, row, locked, hold, held ?? (now + queue.LockDuration.Ticks)));
                bytes += row.Bare.Length;
            }
        }

        var lookAgain = received.Count > 0
            ? null
            : Earlier(held ?? tables.Messages.NextLockEnd(path), tables.Messages.NextTimeOver(path));
        return (received, lookAgain);
    }

    /// <summary>Messages as they lie, locked ones too, up to a number of bytes together.</summary>
    public List<MessageRow> Peek(BusTables tables, string path, int limit, long from, string? session, int mostBytes)
    {
        Tidy(tables, entities.Receivable(path), path, Now);
        var rows = new List<MessageRow>();
        foreach (var sequence in tables.Messages.From(path, from, session, limit))
        {
            var row = tables.Messages.Read(path, sequence);
            mostBytes -= row.Bare.Length + row.Annotations.Length;
            if (mostBytes < 0 && rows.Count > 0)
                break;
            rows.Add(row);
        }

        return rows;
    }

    /// <returns>The session, or null with the moment to look again at the latest.</returns>
    /// <exception cref="BusFault">The queue has no sessions, or another receiver holds the one that is wanted.</exception>
    public (SessionHold? Hold, long? LookAgain) Accept(BusTables tables, string path, string? wanted)
    {
        var queue = entities.Receivable(path);
        if (!HasSessions(queue, path))
            throw Faults.HasNoSessions(path);
        var now = Now;
        Tidy(tables, queue, path, now);
        for (; ; )
        {
            if (wanted is not null && tables.Sessions.IsHeld(path, wanted, now))
                throw Faults.SessionTaken(wanted);
            if ((wanted ?? tables.Sessions.NextFree(path, now)) is not { } session)
                return (null, tables.Sessions.NextEnd(path, now));
            // What an earlier holder had locked is free again, or has been tried often enough.
            foreach (var sequence in tables.Messages.LockedInSession(path, session))
                Return(tables, queue, path, sequence);
            if (wanted is null && tables.Messages.Free(path, session, 1).Count == 0)
                continue;
            var hold = new SessionHold(session, Guid.NewGuid(), new(now + queue.LockDuration.Ticks, TimeSpan.Zero));
            tables.Sessions.Hold(path, session, hold.Token, hold.LockedUntil.UtcTicks);
            return (hold, null);
        }
    }

    /// <summary>
    /// All holders are gone with their process. What was delivered often enough is buried: it may have ended the process.
    /// </summary>
    public void ForgetLocks(BusTables tables)
    {
        tables.Sessions.ReleaseAll();
        foreach (var (path, sequence) in tables.Messages.AllLocked())
        {
            if (entities.FindQueue(EntityPath.Owner(path)) is { } queue)
                Return(tables, queue, path, sequence);
        }
    }

    public static bool HasSessions(QueueEntity queue, string path) => queue.RequiresSession && !EntityPath.IsDeadLetter(path);

    /// <summary>Gives a message back after a delivery that counts, or buries it when that was the last.</summary>
    public static void Return(BusTables tables, QueueEntity queue, string path, long sequence)
    {
        var delivered = tables.Messages.ReadLock(path, sequence).Delivered;
        if (delivered < queue.MaxDeliveryCount || EntityPath.IsDeadLetter(path))
        {
            tables.Messages.Unlock(path, sequence, counted: true);
            return;
        }

        DeadLetters.Bury(tables, path, tables.Messages.Read(path, sequence), DeadLetters.Properties(
            DeadLetters.TooManyAttempts, $"The message was delivered {delivered} times and never completed."));
    }

    private static DeliveredMessage Deliver(BusTables tables, string path, MessageRow row, bool locked, SessionHold? hold, long until)
    {
        if (!locked)
        {
            tables.Messages.Remove(path, row.Sequence);
            return new(row);
        }

        var token = Guid.NewGuid();
        // A message of a session is locked as long as its session is held.
        tables.Messages.Lock(path, row.Sequence, token, until, hold?.Token);
        return new(row, token, until);
    }

    private static void Tidy(BusTables tables, QueueEntity queue, string path, long now)
    {
        if (!HasSessions(queue, path))
        {
            foreach (var sequence in tables.Messages.LockExpired(path, now))
                Return(tables, queue, path, sequence);
        }

        foreach (var sequence in tables.Messages.TimeOver(path, now, RemovedAtOnce))
        {
            if (queue.DeadLettersExpired)
                DeadLetters.Bury(tables, path, tables.Messages.Read(path, sequence), TimeIsOver);
            else
                tables.Messages.Remove(path, sequence);
        }
    }

    private static long? Earlier(long? one, long? other) => one is null || other < one ? other : one;
}
