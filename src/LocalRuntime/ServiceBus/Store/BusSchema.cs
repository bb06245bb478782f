using ChildProtection.LocalRuntime.Sqlite;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>What the broker's file holds.</summary>
internal static class BusSchema
{
    private const string Schema =
        """
        create table messages(
            seq integer primary key autoincrement, queue text not null, body blob not null, properties text not null,
            message_id text, session_id text, partition_key text, reply_to_session text, correlation_id text, subject text, recipient text,
            reply_to text, content_type text, enqueued integer not null, delivered integer not null, source text,
            lock_token text, locked_until integer, session_lock text);
        create index messages_free on messages(queue, seq) where lock_token is null;
        create index messages_locked on messages(queue, locked_until) where lock_token is not null;
        create index messages_by_lock on messages(lock_token) where lock_token is not null;
        create index messages_by_session on messages(queue, session_id, seq) where session_id is not null;
        create table sessions(
            queue text not null, session_id text not null, token text not null, locked_until integer not null,
            primary key(queue, session_id)) without rowid;
        create table duplicates(
            entity text not null, message_id text not null, seen integer not null, primary key(entity, message_id)) without rowid;
        create index duplicates_by_age on duplicates(entity, seen);
        create table probe(id integer primary key, written integer not null);
        """;

    /// <summary>The kind of file that <see cref="OwnedDatabase"/> opens for the broker.</summary>
    public static DatabaseKind Kind { get; } = new("broker's", 1, Schema, (message, inner) => new BusStoreException(message, inner));
}
