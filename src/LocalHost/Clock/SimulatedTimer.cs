namespace LocalHost.Clock;

/// <summary>A timer of the simulated clock. Its times are guarded by the clock's lock.</summary>
internal sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state, long number) : ITimer
{
    public static IComparer<SimulatedTimer> ByDueTime { get; } = Comparer<SimulatedTimer>.Create(static (a, b) =>
        a.Due.CompareTo(b.Due) is var order && order != 0 ? order : a.Number.CompareTo(b.Number));

    public long Number { get; } = number;

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
