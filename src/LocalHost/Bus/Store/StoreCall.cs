using Microsoft.Data.Sqlite;

namespace LocalHost.Bus.Store;

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
