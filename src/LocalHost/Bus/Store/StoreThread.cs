using System.Collections.Concurrent;

namespace LocalHost.Bus.Store;

/// <summary>
/// The one thread that reads and writes. All calls that wait share one transaction and one commit; callers are answered after it, and
/// all of them are refused when it fails: one may have read what another wrote.
/// </summary>
internal sealed class StoreThread : IDisposable
{
    // Few enough that a commit stays short, enough that its cost is shared.
    private const int LargestBatch = 256;

    private readonly BlockingCollection<StoreCall> _calls = [];
    private readonly StoreCommitter _committer;
    private readonly Thread _thread;

    /// <param name="committer">Disposed with this.</param>
    public StoreThread(StoreCommitter committer)
    {
        _committer = committer;
        _thread = new(Run) { IsBackground = true, Name = "bus-store" };
        _thread.Start();
    }

    /// <summary>Ends when what the call wrote is stored.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="durable">Whether it must survive a power cut; else it survives the process alone.</param>
    /// <exception cref="ObjectDisposedException">The broker is closed.</exception>
    public Task<T> Run<T>(Func<BusTables, T> work, bool durable = true)
    {
        var call = new StoreCall<T>(work, durable);
        try
        {
            _calls.Add(call);
        }
        catch (Exception error) when (error is InvalidOperationException or ObjectDisposedException)
        {
            return Task.FromException<T>(new ObjectDisposedException("The broker is closed.", error));
        }

        return call.Done;
    }

    /// <summary>Does what was called for before, then closes the file.</summary>
    public void Dispose()
    {
        _calls.CompleteAdding();
        _thread.Join();
        _calls.Dispose();
        _committer.Dispose();
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
            _committer.CheckpointWhenLarge();
            batch.Clear();
        }
    }

    private void RunBatch(List<StoreCall> batch)
    {
        var (failure, corrupt) = _committer.TryCommit(batch);
        if (corrupt && batch.Count > 1)
        {
            // SQLite lets nothing be written in a transaction that has met damage: one call's damage is not the others'.
            foreach (var call in batch)
                RunBatch([call]);
            return;
        }

        foreach (var call in batch)
            call.Answer(failure);
    }
}
