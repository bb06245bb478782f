using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>Runs one timer function on its schedule, never twice at once. Occurrences that pass while it runs are left out, as on Azure.</summary>
internal sealed partial class TimerFunction : IDisposable
{
    // Longer than this a system timer can't be set; it is set again when it fires.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly FunctionDescriptor _function;
    private readonly TimerFunctionTrigger _trigger;
    private readonly FunctionPipeline _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly ScheduleStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _cancellation = new();
    private DateTime _last;
    private DateTime? _next;
    private volatile bool _stopping;
    private volatile Task _running = Task.CompletedTask;

    public TimerFunction(
        FunctionDescriptor function, FunctionPipeline pipeline, IServiceScopeFactory scopes, ScheduleStore store, TimeProvider clock, ILogger logger)
    {
        (_function, _pipeline, _scopes, _store, _clock, _logger) = (function, pipeline, scopes, store, clock, logger);
        _trigger = (TimerFunctionTrigger)function.Trigger;
        _timer = clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Complete when the function does not run; set before the clock's callback returns, so that a simulated clock waits for it.</summary>
    public Task Running => _running;

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    public void Start()
    {
        var remembered = _trigger.UseMonitor ? _store.Find(_function.Name, _trigger.Schedule.ToString()!) : null;
        (_last, _next) = (remembered?.Last ?? default, remembered?.Next ?? _trigger.Schedule.NextAfter(Now));
        var pastDue = remembered is not null && remembered.Next < Now;
        if (pastDue || _trigger.RunOnStartup)
        {
            _running = Task.Run(() => RunAsync(pastDue));
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
        await using var giveUp = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _cancellation);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            _running = Task.Run(() => RunAsync(pastDue: false));
        else
            Arm();
    }

    private async Task RunAsync(bool pastDue)
    {
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            var info = new TimerInfo { IsPastDue = pastDue, ScheduleStatus = _trigger.UseMonitor ? Status() : null };
            var context = new LocalFunctionContext(
                _function, scope.ServiceProvider, info, new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase), _cancellation.Token);
            await _pipeline.RunAsync(context);
        }
#pragma warning disable CA1031 // The boundary of the host: a run that fails must not end the schedule. It is logged in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, _function.Name);
        }

        (_last, _next) = (Now, _trigger.Schedule.NextAfter(Now));
        try
        {
            Remember();
        }
        catch (IOException exception)
        {
            NotRemembered(exception, _function.Name);
        }

        Arm();
    }

    private ScheduleStatus Status() => new() { Last = _last, Next = _trigger.Schedule.NextAfter(Now) ?? default, LastUpdated = Now };

    private void Remember()
    {
        if (_trigger.UseMonitor)
            _store.Save(_function.Name, new ScheduleRecord(_trigger.Schedule.ToString()!, _last, _next ?? DateTime.MaxValue, Now));
    }

    private void Arm()
    {
        if (_stopping || _next is not { } next)
            return;
        // A wait of zero would fire outside the simulated clock's move.
        var wait = next - Now;
        wait = wait > LongestWait ? LongestWait : wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(1, LogLevel.Error, "Timer function {Function} failed; its next occurrence runs as scheduled.")]
    private partial void Failed(Exception exception, string function);

    [LoggerMessage(2, LogLevel.Error, "The schedule of {Function} can't be written; after a restart an occurrence may run again.")]
    private partial void NotRemembered(Exception exception, string function);
}
