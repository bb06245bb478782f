namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Wakes those who wait for an instance's status to change, after the commit that changed it. No polling.</summary>
internal sealed class StatusSignals
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads until the condition holds, each time the status has changed.</summary>
    public async Task<T> WaitUntil<T>(string instanceId, Func<T> read, Func<T, bool> condition, CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before reading: a change after the read is then not missed.
            var entry = Take(instanceId);
            try
            {
                var value = read();
                if (condition(value))
                    return value;
                await entry.Changed.Task.WaitAsync(cancellation);
            }
            finally
            {
                Release(instanceId, entry);
            }
        }
    }

    public void Changed(string instanceId)
    {
        Entry? entry;
        lock (_gate)
            _entries.Remove(instanceId, out entry);
        entry?.Changed.TrySetResult();
    }

    /// <summary>Ends all waits: the engine is closing.</summary>
    public void Close(Exception reason)
    {
        List<Entry> entries;
        lock (_gate)
            entries = [.. _entries.Values];
        foreach (var entry in entries)
            entry.Changed.TrySetException(reason);
    }

    private Entry Take(string instanceId)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(instanceId, out var entry))
                _entries[instanceId] = entry = new();
            entry.Waiting++;
            return entry;
        }
    }

    private void Release(string instanceId, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Waiting == 0 && _entries.TryGetValue(instanceId, out var current) && current == entry)
                _entries.Remove(instanceId);
        }
    }

    private sealed class Entry
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waiting { get; set; }
    }
}
