using System.Collections.Concurrent;
using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>
/// The one thread that reads and writes. All calls that wait share one transaction and one commit; callers are answered after it, and all of
/// them are refused when it fails: one may have read what another wrote.
/// </summary>
internal sealed class StoreThread : IDisposable
{
    // Few enough that a commit stays short, enough that its cost is shared.
    private const int LargestBatch = 256;

    // About 16 MB of log: small enough to stay in cache, large enough that a checkpoint is rare.
    private const long CheckpointAtBytes = 16L << 20;
    private const int CommitsBetweenSizeChecks = 64;

    private readonly OwnedDatabase _file;
    private readonly SqliteConnection _connection;
    private readonly Action? _onCommitting;
    private readonly BlockingCollection<StoreCall> _calls = [];
    private readonly Thread _thread;
    private readonly Statement _begin, _commit, _rollback, _save, _keep, _undo;
    private int _commits;

    /// <param name="file">Disposed with this.</param>
    /// <param name="signals">Told what calls change.</param>
    /// <param name="onCommitting">Called before every commit that writes; tests fail commits with it.</param>
    public StoreThread(OwnedDatabase file, QueueSignals signals, Action? onCommitting)
    {
        _file = file;
        _onCommitting = onCommitting;
        _connection = file.Connect(readOnly: false);
        var database = _connection.Handle!;
        Tables = new BusTables(database, signals);
        _begin = new(database, "begin immediate");
        _commit = new(database, "commit");
        _rollback = new(database, "rollback");
        _save = new(database, "savepoint call");
        _keep = new(database, "release call");
        _undo = new(database, "rollback to call");
        _thread = new(Run) { IsBackground = true, Name = "bus-store" };
        _thread.Start();
    }

    public BusTables Tables { get; }

    /// <summary>Ends when what the call wrote is stored durably.</summary>
    /// <exception cref="ObjectDisposedException">The broker is closed.</exception>
    public Task<T> Run<T>(Func<BusTables, T> work)
    {
        var call = new StoreCall<T>(work);
        try
        {
            _calls.Add(call);
        }
        catch (Exception error) when (error is InvalidOperationException or ObjectDisposedException)
        {
            throw new ObjectDisposedException("The broker is closed.", error);
        }

        return call.Done;
    }

    /// <summary>Does what was called for before, then closes the file.</summary>
    public void Dispose()
    {
        _calls.CompleteAdding();
        _thread.Join();
        _calls.Dispose();
        foreach (var statement in (Statement[])[_begin, _commit, _rollback, _save, _keep, _undo])
            statement.Dispose();
        Tables.Dispose();
        _connection.Dispose();
        _file.Dispose();
    }

    private void Run()
    {
        var batch = new List<StoreCall>();
        foreach (var first in _calls.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < LargestBatch && _calls.TryTake(out var next))
                batch.Add(next);
            RunBatch(batch);
            batch.Clear();
        }
    }

    private void RunBatch(List<StoreCall> batch)
    {
        Exception? failure = null;
#pragma warning disable CA1031 // Whatever went wrong, nothing of this batch is stored, and its callers are told.
        try
        {
            _begin.Run();
            var before = raw.sqlite3_total_changes(_connection.Handle);
            foreach (var call in batch)
            {
                _save.Run();
                if (!call.Execute(Tables))
                    _undo.Run();
                _keep.Run();
            }

            if (raw.sqlite3_total_changes(_connection.Handle) != before)
                _onCommitting?.Invoke();
            _commit.Run();
        }
        catch (Exception error)
        {
            failure = Faults.NotStored(_file.Path, error);
            Undo();
        }
#pragma warning restore CA1031
        foreach (var call in batch)
            call.Answer(failure);
        Tables.Signals.PulseTouched();
        CheckpointWhenLarge();
    }

    private void Undo()
    {
        // A full disk may have rolled back already.
        if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
            return;
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // The next transaction can't begin then, and its callers are told; this thread must live to tell them.
        }
    }

    private void CheckpointWhenLarge()
    {
        if (++_commits % CommitsBetweenSizeChecks != 0 || new FileInfo(_file.Path + "-wal") is not { Exists: true, Length: > CheckpointAtBytes })
            return;
        // What it cannot move now it moves next time, so a busy answer is no failure.
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }
}

/// <summary>One call to the store.</summary>
internal abstract class StoreCall
{
    /// <returns>False when it was refused: what it wrote is undone.</returns>
    /// <exception cref="SqliteException">The store failed, and with it the batch.</exception>
    public abstract bool Execute(BusTables tables);

    public abstract void Answer(Exception? storeFailure);
}

internal sealed class StoreCall<T>(Func<BusTables, T> work) : StoreCall
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool Execute(BusTables tables)
    {
#pragma warning disable CA1031 // A refusal belongs to its caller.
        try
        {
            _result = work(tables);
            return true;
        }
        catch (Exception refusal) when (refusal is not SqliteException)
        {
            _refusal = refusal;
            return false;
        }
#pragma warning restore CA1031
    }

    public override void Answer(Exception? storeFailure)
    {
        if ((storeFailure ?? _refusal) is { } error)
            _done.TrySetException(error);
        else
            _done.TrySetResult(_result!);
    }
}
