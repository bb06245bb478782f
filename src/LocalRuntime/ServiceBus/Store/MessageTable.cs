using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.Sqlite;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A locked message, as far as settling it needs.</summary>
internal sealed record LockedRow(long Sequence, string? Session, int Delivered, long LockedUntil, Guid? SessionLock);

/// <summary>The messages of all queues. Times are UTC ticks.</summary>
internal sealed class MessageTable(BusTables tables)
{
    private const string Columns =
        "seq, body, properties, message_id, session_id, partition_key, reply_to_session, correlation_id, subject, recipient, reply_to, content_type, "
        + "enqueued, delivered, source, lock_token, locked_until";

    public void Add(string queue, Envelope message, string properties, long now, string? source = null)
    {
        tables.Sql(
            """
            insert into messages(queue, body, properties, message_id, session_id, partition_key, reply_to_session, correlation_id, subject, recipient,
                reply_to, content_type, enqueued, delivered, source)
            values(?,?,?,?,?,?,?,?,?,?,?,?,?,0,?)
            """).Bind(queue).Bind(message.Body.Span).Bind(properties).Bind(message.MessageId).Bind(message.SessionId).Bind(message.PartitionKey)
            .Bind(message.ReplyToSessionId).Bind(message.CorrelationId).Bind(message.Subject).Bind(message.To).Bind(message.ReplyTo)
            .Bind(message.ContentType).Bind(now).Bind(source).Run();
        tables.Signals.Touch(queue);
    }

    /// <summary>The first messages that nobody has locked.</summary>
    public List<long> Free(string queue, string? session, int limit) => session is null
        ? tables.Sql("select seq from messages where queue=? and lock_token is null order by seq limit ?").Bind(queue).Bind(limit).ReadAll(static row => row.Long(0))
        : tables.Sql("select seq from messages where queue=? and session_id=? and lock_token is null order by seq limit ?")
            .Bind(queue).Bind(session).Bind(limit).ReadAll(static row => row.Long(0));

    public void Lock(long sequence, Guid token, long until, Guid? sessionLock) =>
        tables.Sql("update messages set delivered=delivered+1, lock_token=?, locked_until=?, session_lock=? where seq=?")
            .Bind(token).Bind(until).Bind(sessionLock).Bind(sequence).Run();

    public void CountDelivery(long sequence) => tables.Sql("update messages set delivered=delivered+1 where seq=?").Bind(sequence).Run();

    public void Extend(long sequence, long until) => tables.Sql("update messages set locked_until=? where seq=?").Bind(until).Bind(sequence).Run();

    public void Unlock(string queue, long sequence)
    {
        tables.Sql("update messages set lock_token=null, locked_until=null, session_lock=null where seq=?").Bind(sequence).Run();
        tables.Signals.Touch(queue);
    }

    public void Remove(long sequence) => tables.Sql("delete from messages where seq=?").Bind(sequence).Run();

    public void SetProperties(long sequence, string properties) => tables.Sql("update messages set properties=? where seq=?").Bind(properties).Bind(sequence).Run();

    public void Move(long sequence, string queue, string source)
    {
        tables.Sql("update messages set queue=?, source=?, lock_token=null, locked_until=null, session_lock=null where seq=?")
            .Bind(queue).Bind(source).Bind(sequence).Run();
        tables.Signals.Touch(queue);
    }

    public LockedRow? FindLocked(string queue, Guid token) =>
        tables.Sql("select seq, session_id, delivered, locked_until, session_lock from messages where lock_token=? and queue=?")
            .Bind(token).Bind(queue).ReadAll(Locked).FirstOrDefault();

    public List<LockedRow> Expired(string queue, long now) =>
        tables.Sql("select seq, session_id, delivered, locked_until, session_lock from messages where queue=? and lock_token is not null and locked_until<=?")
            .Bind(queue).Bind(now).ReadAll(Locked);

    public List<LockedRow> LockedInSession(string queue, string session) =>
        tables.Sql("select seq, session_id, delivered, locked_until, session_lock from messages where queue=? and session_id=? and lock_token is not null")
            .Bind(queue).Bind(session).ReadAll(Locked);

    /// <summary>All that are locked, with their queues.</summary>
    public List<(string Queue, LockedRow Row)> AllLocked() =>
        tables.Sql("select seq, session_id, delivered, locked_until, session_lock, queue from messages where lock_token is not null")
            .ReadAll(static row => (row.Text(5)!, Locked(row)));

    public long? NextExpiry(string queue) => tables.Sql("select locked_until from messages where queue=? and lock_token is not null order by locked_until limit 1")
        .Bind(queue).ReadAll(static row => (long?)row.Long(0)).FirstOrDefault();

    public List<ServiceBusReceivedMessage> From(string queue, long sequence, string? session, int limit) => session is null
        ? tables.Sql($"select {Columns} from messages where queue=? and seq>=? order by seq limit ?").Bind(queue).Bind(sequence).Bind(limit).ReadAll(Message)
        : tables.Sql($"select {Columns} from messages where queue=? and session_id=? and seq>=? order by seq limit ?")
            .Bind(queue).Bind(session).Bind(sequence).Bind(limit).ReadAll(Message);

    public ServiceBusReceivedMessage Get(long sequence) => tables.Sql($"select {Columns} from messages where seq=?").Bind(sequence).ReadAll(Message).Single();

    public long Count(string queue) => tables.Sql("select count(*) from messages where queue=?").Bind(queue).ReadAll(static row => row.Long(0)).Single();

    private static LockedRow Locked(Statement row) =>
        new(row.Long(0), row.Text(1), row.Int(2), row.Long(3), row.Text(4) is { } token ? Guid.Parse(token) : null);

    private static ServiceBusReceivedMessage Message(Statement row) => new()
    {
        SequenceNumber = row.Long(0),
        EnqueuedSequenceNumber = row.Long(0),
        Body = new BinaryData(row.Bytes(1)),
        ApplicationProperties = PropertyText.Read(row.Text(2)!),
        MessageId = row.Text(3),
        SessionId = row.Text(4),
        PartitionKey = row.Text(5),
        ReplyToSessionId = row.Text(6),
        CorrelationId = row.Text(7),
        Subject = row.Text(8),
        To = row.Text(9),
        ReplyTo = row.Text(10),
        ContentType = row.Text(11),
        EnqueuedTime = new(row.Long(12), TimeSpan.Zero),
        DeliveryCount = row.Int(13),
        DeadLetterSource = row.Text(14),
        LockTokenGuid = row.Text(15) is { } token ? Guid.Parse(token) : Guid.Empty,
        LockedUntil = row.Text(15) is null ? default : new(row.Long(16), TimeSpan.Zero),
    };
}
