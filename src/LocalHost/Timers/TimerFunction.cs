using Microsoft.Extensions.Logging;

namespace LocalHost.Timers;

/// <summary>
/// Runs one timer function on its schedule, never twice at once. Occurrences that pass while it runs are left out, as on Azure.
/// </summary>
internal sealed partial class TimerFunction : IDisposable
{
    // Longer than this a system timer can't be set; it is set again when it fires.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly TimerTrigger _trigger;
    private readonly TimerRun _run;
    private readonly ScheduleStore _store;
    private readonly TimeProvider _clock;
    private readonly TimerActivity _activity;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly bool _monitored;
    private DateTime _last;
    private DateTime? _next;
    private volatile bool _stopping;
    private volatile Task _running = Task.CompletedTask;

    /// <param name="trigger">The function.</param>
    /// <param name="run">Calls it.</param>
    /// <param name="store">Remembers its schedule.</param>
    /// <param name="clock">What its schedule follows.</param>
    /// <param name="activity">Told when it runs; begun before the clock's callback returns, so that a simulated clock waits for it.</param>
    /// <param name="logger">Told what can't be remembered.</param>
    public TimerFunction(
        TimerTrigger trigger, TimerRun run, ScheduleStore store, TimeProvider clock, TimerActivity activity, ILogger logger)
    {
        (_trigger, _run, _store, _clock, _activity, _logger) = (trigger, run, store, clock, activity, logger);
        _monitored = trigger.UseMonitor && trigger.Schedule.IsWorthMonitoring(Now);
        _timer = clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private string Name => _trigger.Function.Name;

    /// <param name="atStart">Told of the run that the start itself causes, if it does.</param>
    public void Start(TimerActivity atStart)
    {
        var remembered = _monitored ? _store.Find(Name, _trigger.Schedule.ToString()) : null;
        (_last, _next) = (remembered?.Last ?? default, remembered?.Next ?? _trigger.Schedule.NextAfter(Now));
        var isPastDue = remembered is not null && remembered.Next < Now;
        if (isPastDue || _trigger.RunOnStartup)
        {
            Begin(isPastDue, atStart);
            return;
        }

        Remember();
        Arm();
    }

    /// <summary>Sets no more timers and waits for a run that is under way, until the token fires; then that run is cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        await _timer.DisposeAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_running.IsCompleted)
            await _cancellation.CancelAsync();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void OnTimer()
    {
        if (_stopping)
            return;
        if (_next is { } next && next <= Now)
            Begin(isPastDue: false, _activity);
        else
            Arm();
    }

    private void Begin(bool isPastDue, TimerActivity activity)
    {
        var over = activity.Begin(Name);
        _running = Task.Run(async () =>
        {
            using (over)
                await RunAsync(isPastDue);
        });
    }

    private async Task RunAsync(bool isPastDue)
    {
        await _run.RunAsync(
            _trigger.Function, isPastDue, _monitored ? Record(_last, _trigger.Schedule.NextAfter(Now)) : null, _cancellation.Token);
        // An interrupted occurrence is past due at the next start.
        if (_cancellation.IsCancellationRequested)
            return;
        (_last, _next) = (Now, _trigger.Schedule.NextAfter(Now));
        Remember();
        Arm();
    }

    private void Remember()
    {
        if (!_monitored)
            return;
        try
        {
            _store.Save(Name, Record(_last, _next));
        }
        catch (IOException exception)
        {
            NotRemembered(exception, Name);
        }
    }

    private ScheduleRecord Record(DateTime last, DateTime? next) => new(_trigger.Schedule.ToString(), last, next ?? DateTime.MaxValue, Now);

    private void Arm()
    {
        if (_stopping || _next is not { } next)
            return;
        // A wait of zero would fire outside the simulated clock's move.
        var wait = next - Now;
        wait = wait > LongestWait ? LongestWait : wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(EventName = "ScheduleNotRemembered", Level = LogLevel.Error,
        Message = "The schedule of {Function} was not saved; after a restart an occurrence may run again.")]
    private partial void NotRemembered(Exception exception, string function);
}
