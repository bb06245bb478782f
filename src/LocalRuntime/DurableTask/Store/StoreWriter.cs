namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>The writer thread: one batch at a time. While it commits, the turn loop fills the next batch, so that all that ends meanwhile shares one commit.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly BatchCommitter _committer;
    private readonly Action<WriteBatch, Exception?> _onDone;
    private readonly ManualResetEventSlim _given = new();
    private readonly Thread _thread;
    private WriteBatch? _batch;
    private volatile bool _stopping;

    /// <param name="committer">Writes the batches; disposed with this.</param>
    /// <param name="onDone">Told on the writer's thread of every batch, with the error when it failed.</param>
    public StoreWriter(BatchCommitter committer, Action<WriteBatch, Exception?> onDone)
    {
        _committer = committer;
        _onDone = onDone;
        _thread = new(Run) { IsBackground = true, Name = "durable-store-writer" };
        _thread.Start();
    }

    /// <summary>Hands over a batch. The caller waits for the previous one to be done first.</summary>
    public void Submit(WriteBatch batch)
    {
        Volatile.Write(ref _batch, batch);
        _given.Set();
    }

    /// <summary>Lets the batch under way finish, then closes the file.</summary>
    public void Dispose()
    {
        _stopping = true;
        _given.Set();
        _thread.Join();
        _given.Dispose();
        _committer.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            _given.Wait();
            _given.Reset();
            if (Interlocked.Exchange(ref _batch, null) is not { } batch)
                continue;
            Exception? failure = null;
#pragma warning disable CA1031 // Whatever went wrong, nothing of this batch is stored, and its callers are told.
            try
            {
                _committer.Commit(batch);
            }
            catch (Exception error)
            {
                failure = error;
            }
#pragma warning restore CA1031
            _onDone(batch, failure);
        }
    }
}
