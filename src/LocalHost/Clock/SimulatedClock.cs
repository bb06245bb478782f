namespace LocalHost.Clock;

/// <summary>A clock that stands still until it is told to move. Its time never goes back. Safe for use from any thread.</summary>
/// <param name="start">The first moment it shows.</param>
/// <param name="beforeMove">Told of each moment, UTC, before the clock shows it, so that no restart goes back behind it.</param>
internal sealed class SimulatedClock(DateTimeOffset start, Action<DateTimeOffset>? beforeMove = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<SimulatedTimer> _timers = new(SimulatedTimer.ByDueTime);
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _created;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due, UTC; null when there is none.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return _timers.Min?.Due;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulatedTimer(this, callback, state, Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Shows a later moment and fires, in order and on this thread, what is due by then. A past moment changes nothing.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        if (moment > GetUtcNow())
        {
            beforeMove?.Invoke(moment);
            lock (_gate)
                _now = moment.ToUniversalTime();
        }

        while (TakeDue() is { } timer)
            timer.Fire();
    }

    internal void Schedule(SimulatedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _now + dueTime;
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            if (dueTime > TimeSpan.Zero)
            {
                _timers.Add(timer);
                return;
            }

            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due = _now + timer.Period;
                _timers.Add(timer);
            }
        }

        // Due at once: as with the system's timers, on another thread and never inside CreateTimer.
        ThreadPool.UnsafeQueueUserWorkItem(static due => due.Fire(), timer, preferLocal: false);
    }

    internal void Remove(SimulatedTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private SimulatedTimer? TakeDue()
    {
        lock (_gate)
        {
            if (_timers.Min is not { } timer || timer.Due > _now)
                return null;
            _timers.Remove(timer);
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due += timer.Period;
                _timers.Add(timer);
            }

            return timer;
        }
    }
}
