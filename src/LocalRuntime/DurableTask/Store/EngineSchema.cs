using ChildProtection.LocalRuntime.Sqlite;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>What the engine's file holds.</summary>
internal static class EngineSchema
{
    private const string Schema =
        """
        create table instances(
            key integer primary key, id text not null unique, name text not null, generation integer not null,
            execution_id text not null, status integer not null, created integer not null, updated integer not null,
            history_count integer not null, start_at integer not null, custom_status text, output text, failure text,
            parent_id text, parent_name text, parent_generation integer, parent_task integer, version text, tags text);
        create table history(
            instance integer not null, seq integer not null, kind integer not null, time integer not null,
            task_id integer not null, name text, data text, target text, due integer not null,
            primary key(instance, seq)) without rowid;
        create table messages(
            row integer primary key, instance integer not null, kind integer not null, generation integer not null,
            task_id integer not null, name text, data text);
        create index messages_by_instance on messages(instance);
        create table timers(
            instance integer not null, task_id integer not null, generation integer not null,
            due integer not null, retry integer not null, primary key(instance, task_id)) without rowid;
        create index timers_by_due on timers(retry, due, instance, task_id, generation);
        create table activities(
            instance integer not null, task_id integer not null, generation integer not null, seq integer not null,
            starts integer not null default 0, primary key(instance, task_id)) without rowid;
        create table probe(id integer primary key, written integer not null);
        create table quarantine(instance integer primary key, id text not null, reason text not null, found integer not null);
        """;

    // Version 1 knew no versions and tags, did not count an activity's starts, and could not set a damaged instance aside.
    private const string FromVersion1 =
        """
        alter table instances add column version text;
        alter table instances add column tags text;
        alter table activities add column starts integer not null default 0;
        create table quarantine(instance integer primary key, id text not null, reason text not null, found integer not null);
        """;

    /// <summary>The kind of file that <see cref="OwnedDatabase"/> opens for the engine.</summary>
    public static DatabaseKind Kind { get; } = new("durable engine's", 2, Schema, (message, inner) => new DurableStoreException(message, inner))
    {
        Upgrades = [FromVersion1],
    };
}
