namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

internal sealed record ConstantSchedule(TimeSpan Interval) : ITimerSchedule
{
    public DateTime? NextAfter(DateTime instant) => instant + Interval;

    public override string ToString() => Interval.ToString("c");
}
