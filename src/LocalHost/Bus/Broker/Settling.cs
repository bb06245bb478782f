using LocalHost.Bus.Content;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;

namespace LocalHost.Bus.Broker;

/// <summary>Settles messages and renews locks, as calls of the store: each runs as a whole or not at all.</summary>
internal sealed class Settling(BusEntities entities, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().UtcTicks;

    /// <exception cref="BusFault">The lock is lost.</exception>
    public void Complete(BusTables tables, string path, Guid token) => tables.Messages.Remove(path, Held(tables, path, token).Sequence);

    /// <summary>Gives a message back after a delivery that counts, with properties changed.</summary>
    /// <exception cref="BusFault">The lock is lost.</exception>
    public void Abandon(BusTables tables, string path, Guid token, IReadOnlyDictionary<string, object?> properties)
    {
        var sequence = Held(tables, path, token).Sequence;
        if (properties.Count > 0)
        {
            var row = tables.Messages.Read(path, sequence);
            tables.Messages.Replace(path, row, PropertyEditor.Set(row.Bare, properties));
        }

        Receiving.Return(tables, entities.Receivable(path), path, sequence);
    }

    /// <summary>Returns a message that no receiver has read: the delivery does not count. Does nothing when the lock is lost.</summary>
    public static void Release(BusTables tables, string path, Guid token)
    {
        if (tables.Messages.FindLocked(path, token) is { } row)
            tables.Messages.Unlock(path, row.Sequence, counted: false);
    }

    /// <exception cref="BusFault">The lock is lost, or it is a dead letter already.</exception>
    public void DeadLetter(BusTables tables, string path, Guid token, IReadOnlyDictionary<string, object?> properties)
    {
        var sequence = Held(tables, path, token).Sequence;
        if (EntityPath.IsDeadLetter(path))
            throw Faults.IsDeadLetter(path);
        DeadLetters.Bury(tables, path, tables.Messages.Read(path, sequence), properties);
    }

    /// <returns>When the lock ends now.</returns>
    /// <exception cref="BusFault">The lock is lost.</exception>
    public DateTimeOffset Renew(BusTables tables, string path, Guid token)
    {
        var row = Held(tables, path, token);
        var until = Now + entities.Receivable(path).LockDuration.Ticks;
        tables.Messages.Extend(path, row.Sequence, until);
        return new(until, TimeSpan.Zero);
    }

    /// <returns>When the hold ends now.</returns>
    /// <exception cref="BusFault">The session's lock is lost.</exception>
    public DateTimeOffset RenewSession(BusTables tables, string path, SessionHold hold)
    {
        CheckHold(tables, path, hold);
        var until = Now + entities.Receivable(path).LockDuration.Ticks;
        tables.Sessions.Hold(path, hold.SessionId, hold.Token, until);
        return new(until, TimeSpan.Zero);
    }

    /// <exception cref="BusFault">The session's lock is lost.</exception>
    public byte[]? State(BusTables tables, string path, SessionHold hold)
    {
        CheckHold(tables, path, hold);
        return tables.Sessions.State(path, hold.SessionId);
    }

    /// <exception cref="BusFault">The session's lock is lost.</exception>
    public void SetState(BusTables tables, string path, SessionHold hold, byte[]? state)
    {
        CheckHold(tables, path, hold);
        if (state is null)
            tables.Sessions.RemoveState(path, hold.SessionId);
        else
            tables.Sessions.SetState(path, hold.SessionId, state);
    }

    private void CheckHold(BusTables tables, string path, SessionHold hold)
    {
        if (tables.Sessions.HeldUntil(path, hold.SessionId, hold.Token, Now) is null)
            throw Faults.SessionLockLost();
    }

    private LockedRow Held(BusTables tables, string path, Guid token)
    {
        var queue = entities.Receivable(path);
        var now = Now;
        return tables.Messages.FindLocked(path, token) switch
        {
            { SessionLock: { } hold } row when tables.Sessions.HeldUntil(path, row.SessionId!, hold, now) is not null => row,
            { SessionLock: null } row when row.LockedUntil > now => row,
            _ => throw (Receiving.HasSessions(queue, path) ? Faults.SessionLockLost() : Faults.MessageLockLost()),
        };
    }
}
