using LocalHost.Bus.Store;
using LocalHost.Clock;

namespace LocalHost.Bus;

/// <summary>
/// The listeners of each entity, for the simulated clock: a message on an entity with a listener is work, under way or waiting. On real
/// time, whatever the clock. Safe for use from any thread.
/// </summary>
internal sealed class BusListeners : IRestSource, IDisposable
{
    // A receiver that reopens after a time-out or a broken connection counts as present meanwhile.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _listening = [];
    private readonly QueueChanges _changes;
    private readonly TimeProvider _clock;
    private readonly Func<string, Task<(long Sequence, bool Locked)?>> _first;
    private volatile int _busy;
    private long _begun;

    /// <param name="changes">What every queue holds.</param>
    /// <param name="clock">The clock of the grace.</param>
    /// <param name="first">The first message of a queue.</param>
    public BusListeners(QueueChanges changes, TimeProvider clock, Func<string, Task<(long Sequence, bool Locked)?>> first)
    {
        (_changes, _clock, _first) = (changes, clock, first);
        changes.Counted += OnCounted;
    }

    public event Action? CameToRest;

    public int Busy => _busy;

    public long Begun => Interlocked.Read(ref _begun);

    public string? WhyBusy
    {
        get
        {
            foreach (var queue in Listened())
            {
                if (_changes.Count(queue) > 0)
                    return $"{queue}: {Describe(_first(queue))}";
            }

            return null;
        }
    }

    /// <summary>Counts a listener of a queue until the result is disposed.</summary>
    public IDisposable Enter(string queue)
    {
        lock (_gate)
            _listening[queue] = _listening.GetValueOrDefault(queue) + 1;
        Look(begun: _changes.Count(queue) > 0);
        return new Listener(this, queue);
    }

    public void Dispose() => _changes.Counted -= OnCounted;

    private static string Describe(Task<(long Sequence, bool Locked)?> first)
    {
        // The store answers in a moment, or fails; a store that hangs must not hang its caller.
        if (!first.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(Grace))
            return "messages wait, and the store does not answer.";
        return first.IsCompletedSuccessfully && first.Result is { } message
            ? $"message {message.Sequence} {(message.Locked ? "is locked by a receiver" : "waits for a receiver")}."
            : "messages wait.";
    }

    private List<string> Listened()
    {
        lock (_gate)
            return [.. _listening.Keys];
    }

    private void OnCounted(string queue, long count, int added)
    {
        bool listened;
        lock (_gate)
            listened = _listening.ContainsKey(queue);
        if (listened)
            Look(begun: added > 0);
    }

    private void Look(bool begun)
    {
        bool rested;
        lock (_gate)
        {
            if (begun)
                Interlocked.Increment(ref _begun);
            var busy = (int)Math.Min(int.MaxValue, _listening.Keys.Sum(_changes.Count));
            rested = busy == 0 && _busy > 0;
            _busy = busy;
        }

        if (rested)
            CameToRest?.Invoke();
    }

    private async Task LeaveAsync(string queue)
    {
        await Task.Delay(Grace, _clock);
        lock (_gate)
        {
            if (--_listening[queue] == 0)
                _listening.Remove(queue);
        }

        Look(begun: false);
    }

    private sealed class Listener(BusListeners owner, string queue) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                _ = owner.LeaveAsync(queue);
        }
    }
}
