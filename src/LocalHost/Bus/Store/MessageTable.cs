using LocalHost.Bus.Content;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LocalHost.Bus.Store;

/// <summary>The messages of all queues. Times are UTC ticks.</summary>
internal sealed class MessageTable(BusTables tables)
{
    private const string NotDamaged = "seq not in (select seq from damaged)";
    private const string Unlocked = "lock_token is null and " + NotDamaged;

    /// <param name="queue">Where it waits.</param>
    /// <param name="message">What was sent.</param>
    /// <param name="now">When it came.</param>
    /// <param name="expires">When its time is over; null: never.</param>
    /// <param name="source">The entity whose dead letter it is.</param>
    public void Add(string queue, Envelope message, long now, long? expires = null, string? source = null)
    {
        var bare = message.Bare.Span;
        var header = message.Header.Span;
        var annotations = message.Annotations.Span;
        tables.Sql(
                """
                insert into messages(queue, bare, header, annotations, checksum, session_id, enqueued, expires, delivered, source)
                values(?,?,?,?,?,?,?,?,0,?)
                """)
            .Bind(queue).Bind(bare).Bind(header).Bind(annotations).Bind(MessageRow.Checksum(bare, header, annotations, message.SessionId))
            .Bind(message.SessionId).Bind(now).Bind(expires).Bind(source).Run();
        tables.Changes.Note(queue, 1);
    }

    /// <summary>Puts a message back that was removed and did not reach its receiver.</summary>
    public void Restore(string queue, MessageRow row)
    {
        tables.Sql(
                """
                insert into messages(seq, queue, bare, header, annotations, checksum, session_id, enqueued, expires, delivered, source)
                values(?,?,?,?,?,?,?,?,?,?,?)
                """)
            .Bind(row.Sequence).Bind(queue).Bind(row.Bare.Span).Bind(row.Header.Span).Bind(row.Annotations.Span)
            .Bind(MessageRow.Checksum(row.Bare.Span, row.Header.Span, row.Annotations.Span, row.SessionId))
            .Bind(row.SessionId).Bind(row.Enqueued).Bind(row.Expires).Bind(row.Delivered).Bind(row.Source).Run();
        tables.Changes.Note(queue, 1);
    }

    /// <summary>The first unlocked messages.</summary>
    public List<long> Free(string queue, string? session, int limit) => session is null
        ? tables.Sql($"select seq from messages where queue=? and {Unlocked} order by seq limit ?")
            .Bind(queue).Bind(limit).ReadAll(static row => row.Long(0))
        : tables.Sql($"select seq from messages where queue=? and session_id=? and {Unlocked} order by seq limit ?")
            .Bind(queue).Bind(session).Bind(limit).ReadAll(static row => row.Long(0));

    /// <summary>Messages that are locked no longer, but for what the lock says.</summary>
    public List<long> LockExpired(string queue, long now) =>
        tables.Sql($"select seq from messages where queue=? and lock_token is not null and locked_until<=? and {NotDamaged}")
            .Bind(queue).Bind(now).ReadAll(static row => row.Long(0));

    public List<long> LockedInSession(string queue, string session) =>
        tables.Sql($"select seq from messages where queue=? and session_id=? and lock_token is not null and {NotDamaged}")
            .Bind(queue).Bind(session).ReadAll(static row => row.Long(0));

    /// <summary>All that are locked, with their queues.</summary>
    public List<(string Queue, long Sequence)> AllLocked() =>
        tables.Sql($"select queue, seq from messages where lock_token is not null and {NotDamaged}")
            .ReadAll(static row => (row.Text(0)!, row.Long(1)));

    /// <summary>Free messages whose time is over, at most so many.</summary>
    public List<long> TimeOver(string queue, long now, int limit) => tables.Sql(
            $"select seq from messages where queue=? and expires is not null and expires<=? and {Unlocked} order by expires limit ?")
        .Bind(queue).Bind(now).Bind(limit).ReadAll(static row => row.Long(0));

    /// <summary>When the next lock of a queue ends; null when nothing is locked.</summary>
    public long? NextLockEnd(string queue) => tables.Sql(
            $"select locked_until from messages where queue=? and lock_token is not null and {NotDamaged} order by locked_until limit 1")
        .Bind(queue).ReadFirst(static row => row.LongOrNull(0));

    /// <summary>When the time of the next free message is over; null when none has an end.</summary>
    public long? NextTimeOver(string queue) => tables.Sql(
            $"select expires from messages where queue=? and expires is not null and {Unlocked} order by expires limit 1")
        .Bind(queue).ReadFirst(static row => row.LongOrNull(0));

    /// <summary>Messages from a number on, locked ones too.</summary>
    public List<long> From(string queue, long sequence, string? session, int limit) => session is null
        ? tables.Sql($"select seq from messages where queue=? and seq>=? and {NotDamaged} order by seq limit ?")
            .Bind(queue).Bind(sequence).Bind(limit).ReadAll(static row => row.Long(0))
        : tables.Sql($"select seq from messages where queue=? and session_id=? and seq>=? and {NotDamaged} order by seq limit ?")
            .Bind(queue).Bind(session).Bind(sequence).Bind(limit).ReadAll(static row => row.Long(0));

    /// <summary>The first message of a queue, and whether it is locked; null when there is none.</summary>
    public (long Sequence, bool Locked)? First(string queue) => tables.Sql(
            $"select seq, lock_token from messages where queue=? and {NotDamaged} order by seq limit 1")
        .Bind(queue).ReadFirst(static row => ((long, bool)?)(row.Long(0), !row.IsNull(1)));

    /// <summary>The message of a lock; null when there is none.</summary>
    public LockedRow? FindLocked(string queue, Guid token) =>
        tables.Sql($"select seq from messages where lock_token=? and queue=? and {NotDamaged}").Bind(token).Bind(queue)
            .ReadFirst(static row => row.LongOrNull(0)) is { } sequence ? ReadLock(queue, sequence) : null;

    /// <summary>What a message's lock says.</summary>
    /// <exception cref="DamagedRowException">Its row can't be read.</exception>
    public LockedRow ReadLock(string queue, long sequence) => Guarded(queue, sequence, () => tables
        .Sql("select session_id, delivered, locked_until, session_lock from messages where seq=?").Bind(sequence)
        .ReadFirst(row => new LockedRow(sequence, row.Text(0), row.Int(1), row.Long(2), row.GuidOrNull(3))) ?? throw Missing());

    /// <summary>A message.</summary>
    /// <exception cref="DamagedRowException">Its row can't be read.</exception>
    public MessageRow Read(string queue, long sequence) => Guarded(queue, sequence, () => tables
        .Sql("select bare, header, annotations, checksum, session_id, enqueued, expires, delivered, source from messages where seq=?")
        .Bind(sequence).ReadFirst(row => Row(sequence, row)) ?? throw Missing());

    public void Lock(string queue, long sequence, Guid token, long until, Guid? sessionLock) => Guarded(queue, sequence, () => tables
        .Sql("update messages set delivered=delivered+1, lock_token=?, locked_until=?, session_lock=? where seq=?")
        .Bind(token).Bind(until).Bind(sessionLock).Bind(sequence).Run());

    public void Extend(string queue, long sequence, long until) => Guarded(queue, sequence, () => tables
        .Sql("update messages set locked_until=? where seq=?").Bind(until).Bind(sequence).Run());

    /// <param name="queue">Where it lies.</param>
    /// <param name="sequence">Which.</param>
    /// <param name="counted">Whether its last delivery counts.</param>
    public void Unlock(string queue, long sequence, bool counted)
    {
        Guarded(queue, sequence, () => tables
            .Sql("update messages set lock_token=null, locked_until=null, session_lock=null, delivered=delivered-? where seq=?")
            .Bind(counted ? 0L : 1L).Bind(sequence).Run());
        tables.Changes.Note(queue, 0);
    }

    public void Remove(string queue, long sequence)
    {
        Guarded(queue, sequence, () => tables.Sql("delete from messages where seq=?").Bind(sequence).Run());
        tables.Changes.Note(queue, -1);
    }

    /// <summary>Puts another content in the place of a message's.</summary>
    public void Replace(string queue, MessageRow row, ReadOnlyMemory<byte> bare) => Guarded(queue, row.Sequence, () => tables
        .Sql("update messages set bare=?, checksum=? where seq=?").Bind(bare.Span)
        .Bind(MessageRow.Checksum(bare.Span, row.Header.Span, row.Annotations.Span, row.SessionId)).Bind(row.Sequence).Run());

    /// <summary>Puts a message into another queue, where it is free and stays until it is taken.</summary>
    public void Move(string from, long sequence, string to, string source)
    {
        Guarded(from, sequence, () => tables
            .Sql("update messages set queue=?, source=?, lock_token=null, locked_until=null, session_lock=null, expires=null where seq=?")
            .Bind(to).Bind(source).Bind(sequence).Run());
        tables.Changes.Note(from, -1);
        tables.Changes.Note(to, 1);
    }

    /// <summary>Notes how many messages every queue holds; once, when the file is opened.</summary>
    public void NoteAll()
    {
        foreach (var (queue, count) in tables.Sql($"select queue, count(*) from messages where {NotDamaged} group by queue")
            .ReadAll(static row => (row.Text(0)!, row.Int(1))))
        {
            tables.Changes.Note(queue, count);
        }
    }

    private static T Guarded<T>(string queue, long sequence, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            throw new DamagedRowException(queue, sequence, $"the page of its row, or one beside it, is damaged ({error.Message}).", error);
        }
        catch (FormatException error)
        {
            throw new DamagedRowException(queue, sequence, error.Message);
        }
    }

    private static FormatException Missing() => new("its row is not there.");

    private static MessageRow Row(long sequence, Statement row)
    {
        var (bare, header, annotations, session) = (row.Bytes(0), row.Bytes(1), row.Bytes(2), row.Text(4));
        return MessageRow.Checksum(bare, header, annotations, session) != row.Long(3)
            ? throw new FormatException("its content is not what was stored.")
            : new MessageRow
            {
                Sequence = sequence,
                Bare = bare,
                Header = header,
                Annotations = annotations,
                SessionId = session,
                Enqueued = row.Long(5),
                Expires = row.LongOrNull(6),
                Delivered = row.Int(7),
                Source = row.Text(8),
            };
    }
}
