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
    private readonly Action? _onWriting;
    private readonly Action? _onCommitting;
    private readonly Action? _onCommitted;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin, _commit, _rollback, _insert, _update, _append, _clearHistory, _clearTimers, _clearActivities,
        _addTimer, _removeTimer, _addActivity, _removeActivity, _addMessage, _removeMessage,
        _count, _start, _displace, _quarantine, _setAside, _clearMessages, _removeInstance, _release;

    private readonly OwnedDatabase _file;
    private long _commits;

    public BatchCommitter(OwnedDatabase file, DurableTaskEngineOptions options)
    {
        _file = file;
        _connection = file.Connect(readOnly: false);
        _logPath = file.Path + "-wal";
        _onWriting = options.OnWriting;
        _onCommitting = options.OnCommitting;
        _onCommitted = options.OnCommitted;
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _rollback = Prepare("rollback");
        _insert = Prepare(
            """
            insert or replace into instances(generation, execution_id, status, updated, history_count, start_at, custom_status, output, failure,
                key, id, name, created, parent_id, parent_name, parent_generation, parent_task, version, tags)
            values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
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
        // Every commit counts itself, so that a log that was cut is noticed (fault F05); an empty batch learns by it whether the store can be written.
        _count = Prepare("insert into probe(id, written) values(1, 1) on conflict(id) do update set written=written+1");
        using (var number = new Statement(_connection.Handle!, "select written from probe where id=1"))
            _commits = number.Read() ? number.Long(0) : 0;
        KnownCommits = file.Kept();
        FoundCommits = _commits;
        _start = Prepare("update activities set starts=? where instance=? and task_id=?");
        _displace = Prepare("update instances set id=id || '#quarantined-' || key where key=?");
        _quarantine = Prepare("insert or replace into quarantine(instance, id, reason, found) values(?,?,?,?)");
        _setAside = Prepare("update instances set status=?, failure=? where key=?");
        _clearMessages = Prepare("delete from messages where instance=?");
        _removeInstance = Prepare("delete from instances where key=?");
        _release = Prepare("delete from quarantine where instance=?");
    }

    /// <summary>The last commit that an earlier process kept beside the file, and the last that the file holds.</summary>
    public long KnownCommits { get; }

    public long FoundCommits { get; }

    public long LostCommits => Math.Max(0, KnownCommits - FoundCommits);

    /// <summary>Statements run so far, for tests of what a turn costs.</summary>
    public long Writes { get; private set; }

    /// <summary>Commits all of the batch or nothing.</summary>
    public void Commit(WriteBatch batch)
    {
        Run(_begin);
        try
        {
            foreach (var turn in batch.Turns)
                WriteOrBlame(turn);
            WriteMessages(batch);
            Run(_count);
            _onCommitting?.Invoke();
            Run(_commit);
        }
        catch
        {
            // A full disk may have rolled back already; a second rollback would hide the first error.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                _rollback.Run();
            throw;
        }

        _file.Keep(++_commits);
        _onCommitted?.Invoke();
        CheckpointWhenLarge();
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _connection.Dispose();
    }

    private void WriteMessages(WriteBatch batch)
    {
        foreach (var (row, instance, message) in batch.MessagesAdded)
        {
            Run(_addMessage.Bind(row).Bind(instance).Bind((long)message.Kind).Bind(message.Generation)
                .Bind(message.TaskId).Bind(message.Name).Bind(message.Data));
        }

        foreach (var row in batch.MessagesRemoved)
            Run(_removeMessage.Bind(row));
        foreach (var (instance, taskId) in batch.PendingRemoved)
        {
            Run(_removeTimer.Bind(instance).Bind(taskId));
            Run(_removeActivity.Bind(instance).Bind(taskId));
        }

        foreach (var (key, start) in batch.ActivityStarts)
            Run(_start.Bind(start).Bind(key.Instance).Bind(key.TaskId));
    }

    private void WriteOrBlame(TurnWrite turn)
    {
        try
        {
            Write(turn);
        }
        catch (SqliteException error) when (Damage.IsDamage(error))
        {
            throw new DamagedRowsException(turn.Row, error);
        }
    }

    private void Write(TurnWrite turn)
    {
        var row = turn.Row;
        if (turn.QuarantineReason is { } reason)
        {
            SetAside(row, reason);
            return;
        }

        if (turn.ClearAll || turn.Purge)
            Run(_clearHistory.Bind(row.Key));
        if (turn.ClearAll || turn.ClearPending || turn.Purge)
        {
            Run(_clearTimers.Bind(row.Key));
            Run(_clearActivities.Bind(row.Key));
        }

        if (turn.Purge)
        {
            Run(_clearMessages.Bind(row.Key));
            Run(_removeInstance.Bind(row.Key));
            Run(_release.Bind(row.Key));
            return;
        }

        if (turn.Displaces != 0)
            Run(_displace.Bind(turn.Displaces));
        if (turn.IsNew)
        {
            Run(BindState(_insert, row).Bind(row.Id).Bind(row.Name).Bind(row.Created).Bind(row.Parent?.InstanceId).Bind(row.Parent?.Name)
                .Bind(row.Parent?.Generation ?? 0).Bind(row.Parent?.TaskId ?? 0).Bind(row.Version).Bind(row.Tags));
        }
        else
        {
            Run(BindState(_update, row));
        }

        WriteEvents(turn);
    }

    private void WriteEvents(TurnWrite turn)
    {
        var key = turn.Row.Key;
        var sequence = turn.FirstSequence;
        foreach (var happened in turn.Events)
        {
            Run(_append.Bind(key).Bind(sequence++).Bind((long)happened.Kind).Bind(happened.Time).Bind(happened.TaskId)
                .Bind(happened.Name).Bind(happened.Data).Bind(happened.Target).Bind(happened.Due));
        }

        if (turn.ClearPending)
            return;
        foreach (var taskId in turn.TimersRemoved)
            Run(_removeTimer.Bind(key).Bind(taskId));
        foreach (var timer in turn.TimersAdded)
            Run(_addTimer.Bind(key).Bind(timer.TaskId).Bind(timer.Generation).Bind(timer.Due).Bind(timer.IsRetry ? 1 : 0));
        foreach (var taskId in turn.ActivitiesRemoved)
            Run(_removeActivity.Bind(key).Bind(taskId));
        foreach (var (taskId, place) in turn.ActivitiesAdded)
            Run(_addActivity.Bind(key).Bind(taskId).Bind(turn.Row.Generation).Bind(place));
    }

    /// <summary>Each part that can still be written is: the reason is kept even where the instance's own row lies on the damaged page.</summary>
    private void SetAside(InstanceRow row, string reason)
    {
        Run(_quarantine.Bind(row.Key).Bind(row.Id).Bind(reason).Bind(row.Updated));
        foreach (var bound in (Func<Statement>[])[
            () => _setAside.Bind((long)row.Status).Bind(row.Failure).Bind(row.Key), () => _clearTimers.Bind(row.Key), () => _clearActivities.Bind(row.Key)])
        {
            try
            {
                Run(bound());
            }
            catch (SqliteException error) when (Damage.IsDamage(error))
            {
                // What cannot be reached stays as it is: the quarantine holds without it.
                continue;
            }
        }
    }

    private void Run(Statement statement)
    {
        Writes++;
        if (_onWriting is not null)
            RunWithFault(_onWriting, statement);
        else
            statement.Run();
    }

    private static void RunWithFault(Action fault, Statement statement)
    {
        try
        {
            fault();
        }
        catch
        {
            // Bound and not run: the next use begins anew.
            statement.Reset();
            throw;
        }

        statement.Run();
    }

    private static Statement BindState(Statement statement, InstanceRow row) => statement
        .Bind(row.Generation).Bind(row.ExecutionId).Bind((long)row.Status).Bind(row.Updated).Bind(row.HistoryCount).Bind(row.StartAt)
        .Bind(row.CustomStatus).Bind(row.Output).Bind(row.Failure).Bind(row.Key);

    private void CheckpointWhenLarge()
    {
        if (_commits % CommitsBetweenSizeChecks != 0 || new FileInfo(_logPath) is not { Exists: true, Length: > CheckpointAtBytes })
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
