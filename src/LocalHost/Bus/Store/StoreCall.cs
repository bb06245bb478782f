using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LocalHost.Bus.Store;

/// <summary>One call to the store.</summary>
internal abstract class StoreCall
{
    /// <returns>False when it was refused: what it wrote is undone.</returns>
    /// <exception cref="SqliteException">The store failed, and with it the batch.</exception>
    public abstract bool Execute(BusTables tables);

    /// <summary>Whether what it wrote must survive a power cut; locks need not, which end with the process anyway.</summary>
    public abstract bool IsDurable { get; }

    /// <summary>Whether the last execution met a damaged page.</summary>
    public abstract bool MetDamage { get; }

    /// <summary>Answers the caller: with the store's failure, else with the call's own refusal or result.</summary>
    public abstract void Answer(Exception? storeFailure);
}

internal sealed class StoreCall<T>(Func<BusTables, T> work, bool durable) : StoreCall
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool IsDurable => durable;

    public override bool MetDamage => _refusal?.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT };

    public override bool Execute(BusTables tables)
    {
#pragma warning disable CA1031 // A refusal belongs to its caller.
        try
        {
            // A batch that met damage is run again, call by call.
            _refusal = null;
            _result = work(tables);
            return true;
        }
        catch (SqliteException damage) when (damage.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            _refusal = new BusStoreException($"The broker's file is damaged ({damage.Message}). Restore a backup.", damage);
            return false;
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
