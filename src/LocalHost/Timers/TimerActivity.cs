using LocalHost.Clock;

namespace LocalHost.Timers;

/// <summary>The running timer functions; the simulated clock waits for those that follow it. Safe for use from any thread.</summary>
internal sealed class TimerActivity : IRestSource
{
    private readonly Lock _gate = new();
    private readonly List<string> _running = [];
    private long _begun;

    public event Action? CameToRest;

    public int Busy
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    public long Begun
    {
        get
        {
            lock (_gate)
                return _begun;
        }
    }

    public string? WhyBusy
    {
        get
        {
            lock (_gate)
                return _running.Count == 0 ? null : string.Join(", ", _running.Select(function => $"the timer function {function} runs"));
        }
    }

    /// <summary>Counts a run until the answer is disposed.</summary>
    public IDisposable Begin(string function)
    {
        lock (_gate)
        {
            _begun++;
            _running.Add(function);
        }

        return new Run(this, function);
    }

    private void End(string function)
    {
        lock (_gate)
        {
            _running.Remove(function);
            if (_running.Count > 0)
                return;
        }

        CameToRest?.Invoke();
    }

    private sealed class Run(TimerActivity activity, string function) : IDisposable
    {
        public void Dispose() => activity.End(function);
    }
}
