using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace LocalHost.Bus.Store;

/// <summary>The one connection that writes: runs calls together in one transaction, and checkpoints. For the store's thread.</summary>
internal sealed class StoreCommitter : IDisposable
{
    // About 16 MB of log: small enough to stay in cache, large enough that a checkpoint is rare.
    private const long CheckpointAtBytes = 16L << 20;
    private const int CommitsBetweenSizeChecks = 64;

    private readonly BusFile _file;
    private readonly SqliteConnection _connection;
    private readonly Action? _onCommitting;
    private readonly Statement _begin, _commit, _rollback, _save, _keep, _undo, _number;
    private readonly BusTables _tables;
    private long _commits;
    private bool _synchronous = true;

    /// <param name="file">Disposed with this.</param>
    /// <param name="changes">Told what calls change.</param>
    /// <param name="onCommitting">Called before every commit that writes; tests fail commits with it.</param>
    /// <param name="logger">Told of damage.</param>
    public StoreCommitter(BusFile file, QueueChanges changes, Action? onCommitting, ILogger logger)
    {
        _file = file;
        _onCommitting = onCommitting;
        _connection = file.Connect(readOnly: false);
        var database = _connection.Handle!;
        _tables = new BusTables(database, changes, logger);
        _begin = new(database, "begin immediate");
        _commit = new(database, "commit");
        _rollback = new(database, "rollback");
        _save = new(database, "savepoint call");
        _keep = new(database, "release call");
        _undo = new(database, "rollback to call");
        _number = new(database, "update commits set number=number+1 where id=1");
        _commits = _tables.Sql("select number from commits where id=1").ReadFirst(static row => row.Long(0));
        LostCommits = Math.Max(0, file.Kept() - _commits);
        file.Keep(_commits);
    }

    /// <summary>
    /// How many commits this folder has seen acknowledged that the file does not hold: its log was cut, or an older copy was put in its
    /// place.
    /// </summary>
    public long LostCommits { get; }

    /// <returns>Why nothing was stored, and whether a call met a damaged page: nothing was stored then either.</returns>
    public (BusStoreException? Failure, bool Corrupt) TryCommit(List<StoreCall> batch)
    {
#pragma warning disable CA1031 // After any failure nothing of this batch is stored, and its callers learn of it.
        try
        {
            var durable = batch.Exists(static call => call.IsDurable);
            Synchronize(durable);
            _begin.Run();
            var before = raw.sqlite3_total_changes(_connection.Handle);
            foreach (var call in batch)
            {
                RunCall(call);
                if (!call.MetDamage)
                    continue;
                Undo();
                return (null, true);
            }

            var writes = raw.sqlite3_total_changes(_connection.Handle) != before;
            if (writes)
            {
                _number.Run();
                _onCommitting?.Invoke();
            }

            _commit.Run();
            _commits += writes ? 1 : 0;
            // Only what is on the disk counts: the number must not be too high after a power cut.
            if (writes && durable)
                _file.Keep(_commits);
            _tables.Changes.Apply();
            return (null, false);
        }
        catch (Exception error)
        {
            Undo();
            return (new BusStoreException(
                $"The broker's file '{_file.Path}' can't be written ({error.Message}). Nothing was stored. Check the disk and try again.",
                error), false);
        }
#pragma warning restore CA1031
    }

    // A commit that is not durable is written with the next one that is.
    private void Synchronize(bool durable)
    {
        if (durable == _synchronous)
            return;
        BusFile.Execute(_connection, durable ? "pragma synchronous=full" : "pragma synchronous=normal");
        _synchronous = durable;
    }

    private void RunCall(StoreCall call)
    {
        var mark = _tables.Changes.Mark;
        _save.Run();
        if (!call.Execute(_tables))
        {
            _tables.Changes.Forget(mark);
            _undo.Run();
        }

        _keep.Run();
    }

    private void Undo()
    {
        _tables.Changes.Forget(0);
        // A full disk may have rolled back already.
        if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
            return;
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // The next transaction fails then and its callers learn of it; this thread must survive for that.
        }
    }

    /// <summary>Moves the log into the file when it is large.</summary>
    public void CheckpointWhenLarge()
    {
        if (_commits % CommitsBetweenSizeChecks != 0)
            return;
        if (new FileInfo(_file.Path + "-wal") is not { Exists: true, Length: > CheckpointAtBytes })
            return;
        // What it cannot move now it moves next time, so a busy answer is no failure.
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _rollback, _save, _keep, _undo, _number])
            statement.Dispose();
        _tables.Dispose();
        _connection.Dispose();
        _file.Dispose();
    }
}
