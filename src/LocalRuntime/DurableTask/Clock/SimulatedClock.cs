namespace ChildProtection.LocalRuntime.Clock;

/// <summary>A clock that stands still until it is told to move, and moves from timer to timer. Its time never goes back. Safe for use from any thread.</summary>
/// <param name="start">The first moment it shows.</param>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedSet<SimulatedTimer> _timers = new(SimulatedTimer.ByDueTime);
    private readonly SemaphoreSlim _moving = new(1, 1);
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _created;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

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

    /// <summary>Moves the clock to a moment, stopping at every timer due before it.</summary>
    /// <param name="target">The moment to reach.</param>
    /// <param name="comeToRest">Returns when everything that the present moment set off is done.</param>
    /// <param name="onMoved">Told of every moment the clock stops at, before it is there.</param>
    /// <param name="cancellationToken">Stops between two moments; the clock stays where it is.</param>
    /// <returns>How many of this clock's timers fired on the way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target lies in the past.</exception>
    public async Task<int> AdvanceToAsync(
        DateTimeOffset target,
        Func<CancellationToken, Task> comeToRest,
        Action<DateTimeOffset>? onMoved,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comeToRest);
        await _moving.WaitAsync(cancellationToken);
        try
        {
            if (target < GetUtcNow())
                throw new ArgumentOutOfRangeException(nameof(target), target, $"The simulated clock shows {GetUtcNow():O} and cannot go back.");

            var fired = 0;
            // What is under way belongs to the present moment, not to the next one.
            await comeToRest(cancellationToken);
            while (NextDue() is { } due && due <= target)
            {
                cancellationToken.ThrowIfCancellationRequested();
                MoveTo(due, onMoved);
                fired += FireDue();
                await comeToRest(cancellationToken);
            }

            if (GetUtcNow() < target)
            {
                MoveTo(target, onMoved);
                await comeToRest(cancellationToken);
            }

            return fired;
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _moving.Dispose();

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
        ThreadPool.UnsafeQueueUserWorkItem(static fired => fired.Fire(), timer, preferLocal: false);
    }

    internal void Remove(SimulatedTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private DateTimeOffset? NextDue()
    {
        lock (_gate)
            return _timers.Min?.Due;
    }

    private void MoveTo(DateTimeOffset moment, Action<DateTimeOffset>? onMoved)
    {
        if (moment <= GetUtcNow())
            return;
        // Told first: who keeps the clock's position must never come back to a moment before something that was recorded.
        onMoved?.Invoke(moment);
        lock (_gate)
            _now = moment;
    }

    private int FireDue()
    {
        var fired = 0;
        while (TakeDue() is { } timer)
        {
            timer.Fire();
            fired++;
        }

        return fired;
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
                timer.Due = _now + timer.Period;
                _timers.Add(timer);
            }

            return timer;
        }
    }
}
