namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Tells waiting receivers that something may have become available, so that nobody polls. Safe for use from any thread.</summary>
internal sealed class QueueSignals
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _waiting = [];
    private readonly HashSet<string> _touched = [];

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

    /// <summary>Notes a change that is not committed yet. On the store's thread.</summary>
    public void Touch(string queue) => _touched.Add(queue);

    /// <summary>After a commit, on the store's thread.</summary>
    public void PulseTouched()
    {
        foreach (var queue in _touched)
        {
            TaskCompletionSource? source;
            lock (_gate)
                _waiting.Remove(queue, out source);
            source?.TrySetResult();
        }

        _touched.Clear();
    }
}
