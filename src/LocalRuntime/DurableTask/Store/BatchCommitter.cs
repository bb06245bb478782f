using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Writes a batch in one transaction. Owns the one writing connection; for one thread.</summary>
internal sealed class BatchCommitter : IDisposable
{
    // About 16 MB of log: small enough to stay in cache, large enough that a checkpoint is rare.
    private const long CheckpointAtBytes = 16L << 20;
    private const int CommitsBetweenSizeChecks = 64;

    private readonly SqliteConnection _connection;
    private readonly string _logPath;
    private readonly Action? _onCommitting;
    private readonly Action? _onCommitted;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin, _commit, _rollback, _insert, _update, _append, _clearHistory, _clearTimers, _clearActivities,
        _addTimer, _removeTimer, _addActivity, _removeActivity, _addMessage, _removeMessage, _probe;

    private int _commits;

    public BatchCommitter(OwnedDatabase file, Action? onCommitting, Action? onCommitted)
    {
        _connection = file.Connect(readOnly: false);
        _logPath = file.Path + "-wal";
        _onCommitting = onCommitting;
        _onCommitted = onCommitted;
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _rollback = Prepare("rollback");
        _insert = Prepare(
            """
            insert or replace into instances(generation, execution_id, status, updated, history_count, start_at, custom_status, output, failure,
                key, id, name, created, parent_id, parent_name, parent_generation, parent_task)
            values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """);
        _update = Prepare(
            """
            update instances set generation=?, execution_id=?, status=?, updated=?, history_count=?, start_at=?, custom_status=?, output=?, failure=?
            where key=?
            """);
        _append = Prepare("insert into history(instance, seq, kind, time, task_id, name, data, target, due) values(?,?,?,?,?,?,?,?,?)");
        _clearHistory = Prepare("delete from history where instance=?");
        _clearTimers = Prepare("delete from timers where instance=?");
        _clearActivities = Prepare("delete from activities where instance=?");
        _addTimer = Prepare("insert into timers(instance, task_id, generation, due, retry) values(?,?,?,?,?)");
        _removeTimer = Prepare("delete from timers where instance=? and task_id=?");
        _addActivity = Prepare("insert into activities(instance, task_id, generation, seq) values(?,?,?,?)");
        _removeActivity = Prepare("delete from activities where instance=? and task_id=?");
        _addMessage = Prepare("insert into messages(row, instance, kind, generation, task_id, name, data) values(?,?,?,?,?,?,?)");
        _removeMessage = Prepare("delete from messages where row=?");
        _probe = Prepare("insert into probe(id, written) values(1, 1) on conflict(id) do update set written=written+1");
    }

    /// <summary>Commits all of the batch or nothing. An empty batch still writes, to learn whether the store can.</summary>
    public void Commit(WriteBatch batch)
    {
        _begin.Run();
        try
        {
            foreach (var turn in batch.Turns)
                Write(turn);
            foreach (var (row, instance, message) in batch.MessagesAdded)
            {
                _addMessage.Bind(row).Bind(instance).Bind((long)message.Kind).Bind(message.Generation)
                    .Bind(message.TaskId).Bind(message.Name).Bind(message.Data).Run();
            }

            foreach (var row in batch.MessagesRemoved)
                _removeMessage.Bind(row).Run();
            if (batch.IsEmpty)
                _probe.Run();
            _onCommitting?.Invoke();
            _commit.Run();
        }
        catch
        {
            // A full disk may have rolled back already; a second rollback would hide the first error.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                _rollback.Run();
            throw;
        }

        _onCommitted?.Invoke();
        CheckpointWhenLarge();
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _connection.Dispose();
    }

    private void Write(TurnWrite turn)
    {
        var row = turn.Row;
        if (turn.ClearAll)
            _clearHistory.Bind(row.Key).Run();
        if (turn.ClearAll || turn.ClearPending)
        {
            _clearTimers.Bind(row.Key).Run();
            _clearActivities.Bind(row.Key).Run();
        }

        if (turn.IsNew)
        {
            BindState(_insert, row).Bind(row.Id).Bind(row.Name).Bind(row.Created).Bind(row.Parent?.InstanceId).Bind(row.Parent?.Name)
                .Bind(row.Parent?.Generation ?? 0).Bind(row.Parent?.TaskId ?? 0).Run();
        }
        else
        {
            BindState(_update, row).Run();
        }

        var sequence = turn.FirstSequence;
        foreach (var happened in turn.Events)
        {
            _append.Bind(row.Key).Bind(sequence++).Bind((long)happened.Kind).Bind(happened.Time).Bind(happened.TaskId)
                .Bind(happened.Name).Bind(happened.Data).Bind(happened.Target).Bind(happened.Due).Run();
        }

        if (!turn.ClearPending)
            WritePending(turn);
    }

    private void WritePending(TurnWrite turn)
    {
        var key = turn.Row.Key;
        foreach (var taskId in turn.TimersRemoved)
            _removeTimer.Bind(key).Bind(taskId).Run();
        foreach (var timer in turn.TimersAdded)
            _addTimer.Bind(key).Bind(timer.TaskId).Bind(timer.Generation).Bind(timer.Due).Bind(timer.IsRetry ? 1 : 0).Run();
        foreach (var taskId in turn.ActivitiesRemoved)
            _removeActivity.Bind(key).Bind(taskId).Run();
        foreach (var (taskId, sequence) in turn.ActivitiesAdded)
            _addActivity.Bind(key).Bind(taskId).Bind(turn.Row.Generation).Bind(sequence).Run();
    }

    private static Statement BindState(Statement statement, InstanceRow row) => statement
        .Bind(row.Generation).Bind(row.ExecutionId).Bind((long)row.Status).Bind(row.Updated).Bind(row.HistoryCount).Bind(row.StartAt)
        .Bind(row.CustomStatus).Bind(row.Output).Bind(row.Failure).Bind(row.Key);

    private void CheckpointWhenLarge()
    {
        if (++_commits % CommitsBetweenSizeChecks != 0 || new FileInfo(_logPath) is not { Exists: true, Length: > CheckpointAtBytes })
            return;
        // Passive: never waits for readers. What it cannot move now it moves next time, so a busy answer is no failure.
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }

    private Statement Prepare(string sql)
    {
        var statement = new Statement(_connection.Handle!, sql);
        _statements.Add(statement);
        return statement;
    }
}
