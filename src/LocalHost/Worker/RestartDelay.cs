namespace LocalHost.Worker;

/// <summary>
/// How long to wait before a worker is started again: a moment for one that ran, longer each time for one that keeps ending.
/// </summary>
internal sealed class RestartDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestAfterRun = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    private TimeSpan _next = First;

    /// <param name="ran">How long it had loaded functions; null when it never had.</param>
    public TimeSpan After(TimeSpan? ran)
    {
        if (ran >= LongEnough)
            _next = First;
        var delay = _next;
        _next = Shorter(_next * 2, ran is null ? Longest : LongestAfterRun);
        return delay;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
