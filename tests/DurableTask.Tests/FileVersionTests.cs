using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>F17: a file of an earlier version is brought up to date and runs on; <see cref="StoreTests"/> proves that a newer one is refused.</summary>
public sealed class FileVersionTests
{
    /// <summary>Version 1 as it was released: one instance with an activity under way, one that waits for an event, one that sleeps.</summary>
    private const string Version1 =
        """
        create table instances(
            key integer primary key, id text not null unique, name text not null, generation integer not null,
            execution_id text not null, status integer not null, created integer not null, updated integer not null,
            history_count integer not null, start_at integer not null, custom_status text, output text, failure text,
            parent_id text, parent_name text, parent_generation integer, parent_task integer);
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
            primary key(instance, task_id)) without rowid;
        create table probe(id integer primary key, written integer not null);
        insert into instances values
            (1, 'calls', 'Call', 1, 'e1', 0, 639000000000000000, 639000000000000000, 3, 0, null, null, null, null, null, 0, 0),
            (2, 'waits', 'Wait', 1, 'e2', 0, 639000000000000000, 639000000000000000, 2, 0, null, null, null, null, null, 0, 0),
            (3, 'sleeps', 'Sleep', 1, 'e3', 0, 639000000000000000, 639000000000000000, 3, 0, null, null, null, null, null, 0, 0);
        insert into history values
            (1, 0, 0, 639000000000000000, -1, null, null, null, 0), (1, 1, 1, 639000000000000000, -1, 'Call', '"in"', null, 0),
            (1, 2, 3, 639000000000000000, 0, 'Upper', '"in"', null, 0),
            (2, 0, 0, 639000000000000000, -1, null, null, null, 0), (2, 1, 1, 639000000000000000, -1, 'Wait', null, null, 0),
            (3, 0, 0, 639000000000000000, -1, null, null, null, 0), (3, 1, 1, 639000000000000000, -1, 'Sleep', null, null, 0),
            (3, 2, 6, 639000000000000000, 0, null, null, null, 639000000600000000);
        insert into timers values(3, 0, 1, 639000000600000000, 0);
        insert into activities values(1, 0, 1, 2);
        insert into messages values(7, 2, 2, -1, -1, 'Go', '"kept"');
        pragma user_version=1;
        """;

    [Fact]
    public async Task Open_OfAnEarlierVersion_BringsItUpToDate_AndEverythingGoesOn()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("engine-old-").FullName, "engine.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = Version1;
            await command.ExecuteNonQueryAsync();
        }

        await using (var engine = await EngineHarness.OpenAsync(path, Code))
        {
            await engine.StartAsync(CancellationToken.None);
            using var limit = new CancellationTokenSource(EngineHarness.Limit);
            foreach (var (id, output) in new[] { ("calls", "IN"), ("waits", "kept"), ("sleeps", "awake") })
            {
                var end = await engine.Client.WaitForInstanceCompletionAsync(id, true, limit.Token);
                Assert.Equal((id, OrchestrationRuntimeStatus.Completed, output), (id, end.RuntimeStatus, end.ReadOutputAs<string>()));
                Assert.Empty(end.Tags);
            }
        }

        Invariants.Check(path, Code);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Call", static (context, input) => context.CallActivityAsync<string>("Upper", input))
        .AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc<string>("Sleep", static async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return "awake";
        })
        .AddActivityFunc<string, string>("Upper", static (_, text) => text.ToUpperInvariant());
}
