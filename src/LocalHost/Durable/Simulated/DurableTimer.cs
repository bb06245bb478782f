namespace LocalHost.Durable.Simulated;

/// <summary>
/// A timer of an instance. Made, ended and fired under the hub's lock, so that it fires once at most: at its time on the clock or, where
/// it is a pause before a retry, once the pause has passed in real time, whichever comes first.
/// </summary>
internal sealed class DurableTimer : IDisposable
{
    // The system's timers take no more than 49 days at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _due;
    private readonly Action<DurableTimer> _fire;
    private readonly ITimer _onClock;
    private ITimer? _onRealTime;
    private WorkItem? _held;

    /// <param name="clock">The clock of orchestrations.</param>
    /// <param name="due">When it fires, UTC.</param>
    /// <param name="fire">Called on a thread of the clock; takes the hub's lock.</param>
    public DurableTimer(TimeProvider clock, DateTimeOffset due, Action<DurableTimer> fire)
    {
        (_clock, _due, _fire) = (clock, due, fire);
        _onClock = clock.CreateTimer(static timer => ((DurableTimer)timer!).Look(), this, Never, Never);
        // Armed only now: it may be early, and looks for itself again then.
        _onClock.Change(Wait(), Never);
    }

    /// <summary>Lets it fire after a time of the real clock as well, however the simulated one stands.</summary>
    /// <param name="realTime">Real time.</param>
    /// <param name="pause">How long after now.</param>
    /// <param name="held">What keeps the simulated clock meanwhile; null for a pause that it need not wait for.</param>
    public void RunOnRealTime(TimeProvider realTime, TimeSpan pause, WorkItem? held)
    {
        _held = held;
        if (pause < LongestWait)
            _onRealTime = realTime.CreateTimer(static timer => ((DurableTimer)timer!).Fire(), this, pause, Never);
    }

    public void Dispose()
    {
        _onClock.Dispose();
        _onRealTime?.Dispose();
        _held?.Dispose();
    }

    private TimeSpan Wait()
    {
        var left = _due - _clock.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait;
    }

    private void Look()
    {
        // The system's timers may come a moment early; a longer wait comes in parts.
        if (_clock.GetUtcNow() < _due)
            _onClock.Change(Wait(), Never);
        else
            Fire();
    }

    private void Fire() => _fire(this);
}
