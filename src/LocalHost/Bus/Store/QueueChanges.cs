namespace LocalHost.Bus.Store;

/// <summary>
/// Counts the messages of every queue and tells who waits that something may have become available, so that nobody polls. What a call
/// changes is noted on the store's thread and takes effect with its commit. Safe for use from any thread where nothing else is said.
/// </summary>
internal sealed class QueueChanges
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _waiting = [];
    private readonly Dictionary<string, long> _counts = [];
    private readonly List<(string Queue, int Added)> _noted = [];

    /// <summary>
    /// Told of every change of a queue's count, before the caller of the store is answered: the queue, its count, how many were added.
    /// </summary>
    public event Action<string, long, int>? Counted;

    /// <summary>On the store's thread: how far changes are noted. A call that is refused goes back to there.</summary>
    public int Mark => _noted.Count;

    /// <summary>Ends at the next change of the queue. Taken before looking, so that no change between is missed.</summary>
    public Task Next(string queue)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(queue, out var source))
                _waiting[queue] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return source.Task;
        }
    }

    /// <summary>Committed messages of a queue, locked ones included.</summary>
    public long Count(string queue)
    {
        lock (_gate)
            return _counts.GetValueOrDefault(queue);
    }

    /// <summary>On the store's thread: a message came (1), went (-1), or became free again (0).</summary>
    public void Note(string queue, int added) => _noted.Add((queue, added));

    /// <summary>On the store's thread: forgets what was noted since a mark.</summary>
    public void Forget(int mark) => _noted.RemoveRange(mark, _noted.Count - mark);

    /// <summary>On the store's thread, after the commit.</summary>
    public void Apply()
    {
        foreach (var (queue, added) in _noted)
        {
            TaskCompletionSource? source;
            long count;
            lock (_gate)
            {
                _counts[queue] = count = _counts.GetValueOrDefault(queue) + added;
                _waiting.Remove(queue, out source);
            }

            if (added != 0)
                Counted?.Invoke(queue, count, added);
            source?.TrySetResult();
        }

        _noted.Clear();
    }
}
