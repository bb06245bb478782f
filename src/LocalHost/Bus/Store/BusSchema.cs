namespace LocalHost.Bus.Store;

/// <summary>What the broker's file holds. Times are UTC ticks.</summary>
internal static class BusSchema
{
    /// <summary>The version that this build writes, and the newest that it reads. Version 1 was that of releases up to 0.3.</summary>
    public const int Version = 2;

    /// <summary>
    /// Tables of version 2 that version 1 had not, or had otherwise. Its indexes hold all that finding a message takes: a damaged page of
    /// the table is met only where the message itself is read.
    /// </summary>
    public const string Renewed =
        """
        create table messages(
            seq integer primary key autoincrement, queue text not null, bare blob not null, header blob not null, annotations blob not null,
            checksum integer not null, session_id text, enqueued integer not null, expires integer, delivered integer not null, source text,
            lock_token text, locked_until integer, session_lock text);
        create index messages_by_queue on messages(queue, seq, lock_token, session_id);
        create index messages_locked on messages(queue, locked_until) where lock_token is not null;
        create index messages_by_lock on messages(lock_token) where lock_token is not null;
        create index messages_by_session on messages(queue, session_id, seq, lock_token) where session_id is not null;
        create index messages_expiring on messages(queue, expires, lock_token) where expires is not null;
        create table session_states(
            queue text not null, session_id text not null, state blob not null, primary key(queue, session_id)) without rowid;
        create table damaged(seq integer primary key, queue text not null, reason text not null, noticed integer not null);
        create table commits(id integer primary key, number integer not null);
        insert into commits(id, number) values(1, 0);
        """;

    /// <summary>An empty file.</summary>
    public const string New = Renewed +
        """
        create table sessions(
            queue text not null, session_id text not null, token text not null, locked_until integer not null,
            primary key(queue, session_id)) without rowid;
        create table duplicates(
            entity text not null, message_id text not null, seen integer not null, primary key(entity, message_id)) without rowid;
        create index duplicates_by_age on duplicates(entity, seen);
        create table probe(id integer primary key, written integer not null);
        """;
}
