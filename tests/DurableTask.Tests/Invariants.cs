using ChildProtection.LocalRuntime.DurableTask;
using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace DurableTask.Tests;

/// <summary>
/// What holds of every engine's file at every moment (I2-I6, I9), checked on the file itself once its engine is closed. I1 (what was acknowledged is there)
/// is for each test to assert: only it knows what was acknowledged. I7 and I8 speak of cases, and are the app's.
/// </summary>
internal static class Invariants
{
    /// <summary>Checks every row, and replays every instance that has not ended with the code that is to run it.</summary>
    public static void Check(string databasePath, Action<DurableTaskRegistry> code)
    {
        using (var connection = new SqliteConnection($"Data Source={databasePath};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            foreach (var (what, sql) in Rules)
                Assert.True(Violations(connection, sql) is var found && found.Count == 0, $"{what}: {string.Join("; ", found)}");
        }

        using var file = OwnedDatabase.Open(databasePath, EngineSchema.Kind);
        using var reader = new StoreReader(file);
        var registry = new DurableTaskRegistry();
        code(registry);
        var services = new RunServices(registry, JsonDataConverter.Default, NullLoggerFactory.Instance, static (_, _) => { });
        foreach (var row in reader.Query(new OrchestrationQuery(), null, int.MaxValue).Where(static row => !row.IsFinished))
            new Replayed(reader, services, row).Check();
    }

    private static readonly (string What, string Sql)[] Rules =
    [
        ("I2: a history is gapless and as long as its instance counts", """
            select i.id || ' counts ' || i.history_count || ', has ' || count(h.seq) || ' up to ' || ifnull(max(h.seq), -1)
            from instances i left join history h on h.instance=i.key where i.key not in (select instance from quarantine)
            group by i.key having count(h.seq)<>i.history_count or ifnull(max(h.seq), -1)<>i.history_count-1
            """),
        ("I2: every history belongs to an instance", "select 'key ' || instance from history where instance not in (select key from instances) group by instance"),
        ("I2: one beginning and at most one end a generation", """
            select instance from history where kind in (1) group by instance having count(*)>1
            union select instance from history where kind in (12, 13, 14) group by instance having count(*)>1
            """),
        ("I4: an ended instance owns no timer and no activity", """
            select i.id || ' owns a timer' from timers t join instances i on i.key=t.instance where i.status in (1, 3, 5)
            union select i.id || ' owns an activity' from activities a join instances i on i.key=a.instance where i.status in (1, 3, 5)
            union select 'timer of ' || instance from timers where instance not in (select key from instances)
            union select 'activity of ' || instance from activities where instance not in (select key from instances)
            """),
        ("I4: timers and activities are of the present generation", """
            select i.id from timers t join instances i on i.key=t.instance where t.generation<>i.generation
            union select i.id from activities a join instances i on i.key=a.instance where a.generation<>i.generation
            """),
        ("I5: a result is recorded once", "select instance || '/' || task_id from history where kind in (4, 5, 7, 9, 10) group by instance, task_id having count(*)>1"),
        ("I5: a result matches what was scheduled", """
            select r.instance || '/' || r.task_id from history r where r.kind in (4, 5, 7, 9, 10) and not exists (
                select 1 from history s where s.instance=r.instance and s.task_id=r.task_id and s.seq<r.seq
                and s.kind=case when r.kind in (4, 5) then 3 when r.kind=7 then 6 else 8 end)
            """),
        ("I5: what has a result is not pending", """
            select a.instance || '/' || a.task_id from activities a join history h on h.instance=a.instance and h.task_id=a.task_id and h.kind in (4, 5)
            union select t.instance || '/' || t.task_id from timers t join history h on h.instance=t.instance and h.task_id=t.task_id and h.kind=7
            """),
        ("I9: recorded time does not run backwards", """
            select instance || '/' || seq from (select instance, seq, time, lag(time) over (partition by instance order by seq) before from history) where time<before
            """),
    ];

    private static List<string> Violations(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var found = command.ExecuteReader();
        var violations = new List<string>();
        while (found.Read())
            violations.Add(found.GetValue(0).ToString()!);
        return violations;
    }

    /// <summary>One open instance, replayed from nothing.</summary>
    private sealed class Replayed(StoreReader reader, RunServices services, InstanceRow row)
    {
        private readonly List<HistoryEvent> _history = reader.ReadHistory(row.Key);
        private readonly List<Message> _inbox = reader.ReadMessages(row.Key);
        private readonly OrchestrationRun _run = new(services, row.Id, row.Name, row.Parent, row.Version) { IsReplaying = true };

        public void Check()
        {
            if (_history.Count == 0)
            {
                Assert.True(_inbox.Any(static message => message.Kind == EventKind.ExecutionStarted), $"I3: '{row.Id}' has not begun and nothing will begin it.");
                return;
            }

            _run.Enter(() => _history.ForEach(_run.Apply));
            Assert.True(_run.Planned.Count == 0, $"I6: replay of '{row.Id}' plans {_run.Planned.Count} actions that are not in its history.");
            Assert.True(_run.Fault is null && _run.Difference is null, $"I6: replay of '{row.Id}': {_run.Fault ?? _run.Difference}");
            if (_run.CustomStatusSet)
                Assert.Equal((row.Id, row.CustomStatus), (row.Id, JsonDataConverter.Default.Serialize(_run.CustomStatus)));
            CheckOpenTasks();
            Assert.False(_run.IsDone, $"I3: '{row.Id}' has come to its end and is still {row.Status}.");
            Assert.True(!_run.IsStuck || _inbox.Count > 0, $"I3: '{row.Id}' waits for nothing that will come.");
        }

        /// <summary>I6: what replay leaves open is what the store holds as pending, no more and no less.</summary>
        private void CheckOpenTasks()
        {
            var timers = Column("select task_id from timers where instance=?");
            var activities = Column("select task_id from activities where instance=?");
            foreach (var happened in _history)
            {
                var pending = happened.Kind switch
                {
                    EventKind.TimerCreated => timers.Contains(happened.TaskId),
                    EventKind.TaskScheduled => activities.Contains(happened.TaskId),
                    EventKind.SubOrchestrationCreated => IsRunning(happened.Target!),
                    _ => (bool?)null,
                };
                if (pending is not { } stored)
                    continue;
                var known = stored || _inbox.Any(message => message.TaskId == happened.TaskId);
                Assert.True(_run.HasOpen(happened.TaskId) == known, $"I6: {happened.Kind} {happened.TaskId} of '{row.Id}' is {(known ? "stored as pending" : "not stored as pending")}, and replay says otherwise.");
            }
        }

        private bool IsRunning(string childId) => reader.FindInstance(childId) is { IsFinished: false };

        private HashSet<int> Column(string sql)
        {
            var ids = new HashSet<int>();
            foreach (var id in reader.Numbers(sql, row.Key))
                ids.Add((int)id);
            return ids;
        }
    }
}
