namespace LocalHost.Durable.Simulated;

/// <summary>Tells those who wait for an instance that its status has changed. Guarded by the hub's lock.</summary>
internal sealed class StatusSignals
{
    private readonly Dictionary<string, Waiters> _waiters = new(StringComparer.Ordinal);

    /// <summary>Ends with the instance's next change. Each call is followed by one of <see cref="Leave"/>.</summary>
    public Task Next(string id)
    {
        if (!_waiters.TryGetValue(id, out var waiters))
            _waiters[id] = waiters = new Waiters();
        waiters.Count++;
        return waiters.Changed.Task;
    }

    public void Leave(string id)
    {
        if (_waiters.TryGetValue(id, out var waiters) && --waiters.Count == 0)
            _waiters.Remove(id);
    }

    public void Raise(string id)
    {
        if (!_waiters.TryGetValue(id, out var waiters))
            return;
        waiters.Changed.TrySetResult();
        waiters.Changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Waiters
    {
        public int Count { get; set; }

        public TaskCompletionSource Changed { get; set; } = NewSignal();
    }
}
