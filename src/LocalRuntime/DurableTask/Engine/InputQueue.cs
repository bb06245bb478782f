namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>One thing for the turn loop to do.</summary>
/// <param name="Run">Runs on the loop's thread.</param>
/// <param name="Ack">Whoever waits for it, to be told when it cannot be done.</param>
internal readonly record struct LoopInput(Action Run, TaskCompletionSource? Ack = null);

/// <summary>What other threads give the turn loop to do. The loop sleeps here.</summary>
internal sealed class InputQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _given = new();
    private List<LoopInput> _inputs = [];
    private List<LoopInput> _spare = [];
    private bool _closed;

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _inputs.Count == 0;
        }
    }

    /// <summary>False when the loop has ended and nothing will be done any more.</summary>
    public bool TryAdd(LoopInput input)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            _inputs.Add(input);
            // The loop looks at the list before it sleeps: only the first of several needs to wake it.
            if (_inputs.Count == 1)
                _given.Set();
        }

        return true;
    }

    /// <summary>Everything given since the last call, in order. The list is valid until the next call.</summary>
    public List<LoopInput> TakeAll()
    {
        lock (_gate)
        {
            (_inputs, _spare) = (_spare, _inputs);
            _inputs.Clear();
            _given.Reset();
            return _spare;
        }
    }

    public void Wait() => _given.Wait();

    public List<LoopInput> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _inputs];
        }
    }

    public void Dispose() => _given.Dispose();
}
