using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// The one thread that owns all instances in memory. It takes what clients, activities and timers bring, runs turns, and hands the writer
/// a batch whenever the writer is free. It never waits for a commit: what depends on one is released when the writer reports it.
/// </summary>
internal sealed partial class TurnLoop : IDisposable
{
    // Turns between two looks at the inputs, so that a flood of work does not keep callers waiting.
    private const int TurnsAtOnce = 64;

    // Turns that may run ahead of the store while a commit is under way.
    private const int TurnsAhead = 2_048;

    // ITimer takes at most 49 days; waking once more costs nothing.
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(40);
    private static readonly TimeSpan StoreRetryPause = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly InputQueue _inputs = new();
    private readonly StoreReader _reader;
    private readonly BatchCommitter _committer;
    private readonly StoreWriter _writer;
    private readonly InstanceDirectory _directory;
    private readonly TimerIndex _clockTimers;
    private readonly TimerIndex _retryTimers;
    private readonly TurnEffects _effects;
    private readonly TurnRunner _turns;
    private readonly ActivityRunner _activities;
    private readonly ActivityBook _book = new();
    private readonly StatusSignals _signals;
    private readonly ITimer _clockAlarm;
    private readonly ITimer _retryAlarm;
    private readonly ITimer _storeAlarm;
    private readonly ITimer _restartAlarm;
    private readonly TimeSpan _longestSleep;
    private readonly List<TaskCompletionSource> _restWaiters = [];
    private TaskCompletionSource? _drained;
    private WriteBatch _batch = new(1);
    private WriteBatch? _inFlight;
    private long _committed;
    private long _clockAlarmAt = long.MaxValue;
    private long _retryAlarmAt = long.MaxValue;
    private string? _storeFailure;
    private volatile string? _unhealthy;
    private long _nextClockDue = long.MaxValue;
    private long _timersFired;
    private long _commits;
    private int _quarantined;
    private volatile bool _stopping;

    public TurnLoop(
        DurableTaskEngineOptions options, OwnedDatabase file, RunServicesFactory runServices, IServiceProvider services, TimeProvider clock, StatusSignals signals, ILogger logger)
    {
        _clock = clock;
        _logger = logger;
        _signals = signals;
        _reader = new(file);
        _longestSleep = options.LongestSleep;
        _stepLimit = options.StepLimit;
        _restarts = new(options.MaxRestartsOfActivity, options.RestartPause);
        _directory = new(_reader, Math.Max(1, options.CacheSize), logger);
        _clockTimers = new(retry: false, options.TimerWindow);
        _retryTimers = new(retry: true, options.TimerWindow);
        var run = runServices(OnCodeFault);
        _effects = new(_directory, _clockTimers, _retryTimers, options.DataConverter, logger);
        _turns = new(_directory, _effects, run, logger);
        _activities = new(run.Registry, services, options, OnActivityDone, Wake, logger);
        _clockAlarm = clock.CreateTimer(static loop => ((TurnLoop)loop!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _retryAlarm = TimeProvider.System.CreateTimer(static loop => ((TurnLoop)loop!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _storeAlarm = TimeProvider.System.CreateTimer(static loop => ((TurnLoop)loop!).Post(new(((TurnLoop)loop).ProbeStore)), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _restartAlarm = TimeProvider.System.CreateTimer(static loop => ((TurnLoop)loop!).Post(new(((TurnLoop)loop).StartNextSuspect)), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stepAlarm = TimeProvider.System.CreateTimer(static loop => ((TurnLoop)loop!).LookForStuckCode(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _committer = new(file, options);
        _writer = new(_committer, OnCommitted);
        _thread = NewThread(Recover);
    }

    /// <summary>Makes what runs need, given where to report faulty code.</summary>
    internal delegate RunServices RunServicesFactory(Action<OrchestrationRun, string> onFault);

    public long TimersFired => Interlocked.Read(ref _timersFired);

    /// <summary>Damaged instances that are set aside.</summary>
    public int Quarantined => Volatile.Read(ref _quarantined);

    /// <summary>Acknowledged commits that the file no longer held when it was opened.</summary>
    public long LostCommits => _committer.LostCommits;

    public long KnownCommits => _committer.KnownCommits;

    /// <summary>What was read and written so far, for tests of what a turn costs.</summary>
    public (long Reads, long Writes) Costs => (_reader.Reads, _committer.Writes);

    /// <summary>Commits so far, for tests of the group commit.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Why nothing can be stored; null when it can. Set before any caller is told.</summary>
    public string? StoreFailure => _unhealthy;

    /// <summary>When the next timer of the clock is due, UTC ticks; the end of time when none is pending.</summary>
    public long NextClockDue => Interlocked.Read(ref _nextClockDue);

    /// <summary>False when the loop has ended.</summary>
    public bool Post(LoopInput input) => _inputs.TryAdd(input);

    public void WhenAtRest(TaskCompletionSource waiter) => Post(new(() => _restWaiters.Add(waiter), waiter));

    /// <summary>Starts no activity more and reports when those that run are done and stored.</summary>
    public void Drain(TaskCompletionSource drained)
    {
        _activities.StopStarting();
        Post(new(() => _drained = drained, drained));
    }

    public void Dispose()
    {
        _stopping = true;
        _activities.StopStarting();
        Wake();
        JoinThread();
        foreach (var alarm in (ITimer[])[_clockAlarm, _retryAlarm, _storeAlarm, _restartAlarm, _stepAlarm])
            alarm.Dispose();
        _activities.Dispose();
        // The writer closes last: only the owner of the file may move its log into it.
        _reader.Dispose();
        _writer.Dispose();
        var closed = new ObjectDisposedException(nameof(DurableTaskEngine), "The durable engine is closed.");
        foreach (var input in _inputs.Close())
            input.Ack?.TrySetException(closed);
        foreach (var ack in _batch.Acks.Concat(_inFlight?.Acks ?? []).Concat(_directory.Reset()).Concat(_restWaiters))
            ack.TrySetException(closed);
        _inputs.Dispose();
    }

    private void Step(CodeGate gate)
    {
        var inputs = _inputs.TakeAll();
        // One by one: what fails in one of them must not lose the next.
        for (var i = 0; i < inputs.Count; i++)
            Guarded(inputs[i].Run);
        if (_storeFailure is not null)
            return;
        FireTimers(_clockTimers, _clock.GetUtcNow().UtcTicks);
        FireTimers(_retryTimers, TimeProvider.System.GetUtcNow().UtcTicks);
        Interlocked.Exchange(ref _nextClockDue, _clockTimers.NextDue);
        RunTurns(gate);
        _directory.StoreQuarantined(_batch);
        Interlocked.Exchange(ref _quarantined, _directory.Quarantined);
        if (_inFlight is null && !_batch.IsEmpty && (_directory.Ready.Count == 0 || _batch.Turns.Count >= TurnsAtOnce))
            Submit();
    }

    private void RunTurns(CodeGate gate)
    {
        var now = _clock.GetUtcNow().UtcTicks;
        for (var i = 0; i < TurnsAtOnce && !IsTooFarAhead && _directory.Ready.TryDequeue(out var instance); i++)
        {
            instance.IsReady = false;
            _turns.Run(instance, _batch, now, gate);
        }
    }

    private bool IsTooFarAhead => _inFlight is not null && _batch.Turns.Count >= TurnsAhead;

    private bool CanGoOn()
    {
        if (!_inputs.IsEmpty)
            return true;
        if (_storeFailure is not null)
            return false;
        return (_directory.Ready.Count > 0 && !IsTooFarAhead)
            || (_inFlight is null && !_batch.IsEmpty)
            || _clockTimers.NextDue <= _clock.GetUtcNow().UtcTicks
            || _retryTimers.NextDue <= TimeProvider.System.GetUtcNow().UtcTicks;
    }

    private void Sleep()
    {
        Interlocked.Exchange(ref _nextClockDue, _clockTimers.NextDue);
        Arm(_clockAlarm, ref _clockAlarmAt, _clockTimers.NextDue, _clock, _longestSleep);
        Arm(_retryAlarm, ref _retryAlarmAt, _retryTimers.NextDue, TimeProvider.System, _longestSleep);
        // The alarm of a clock that moved meanwhile has set its input already.
        ReportRest();
        _inputs.Wait();
    }

    private void ReportRest()
    {
        if (_inFlight is not null || _storeFailure is not null || !_inputs.IsEmpty || _directory.Ready.Count > 0)
            return;
        if (_drained is not null && _activities.Running == 0)
            _drained.TrySetResult();
        if (_restWaiters.Count == 0 || !_book.IsEmpty || !_restarts.IsEmpty || _retryTimers.HasAny || _clockTimers.NextDue <= _clock.GetUtcNow().UtcTicks)
            return;
        foreach (var waiter in _restWaiters)
            waiter.TrySetResult();
        _restWaiters.Clear();
    }

    private void FireTimers(TimerIndex timers, long now)
    {
        if (timers.NeedsLoad)
            timers.Load(_reader, Uncommitted());
        for (var i = 0; i < TurnsAtOnce && timers.TakeDue(now, out var timer); i++)
        {
            if (_directory.Find(timer.Instance) is not { } instance || instance.Row.Generation != timer.Generation)
                continue;
            if (timer.TaskId == TimerRow.StartTimer)
            {
                _directory.MakeReady(instance);
                continue;
            }

            _directory.Enqueue(instance, new()
            {
                Kind = EventKind.TimerFired,
                TaskId = timer.TaskId,
                Generation = timer.Generation,
                IsClockTimer = !timer.IsRetry,
            }, _batch);
        }

        if (timers.NeedsLoad)
            timers.Load(_reader, Uncommitted());
    }

    private IEnumerable<TimerRow> Uncommitted()
        => (_inFlight?.Turns ?? []).Concat(_batch.Turns).SelectMany(static turn => turn.TimersAdded);

    private static void Arm(ITimer alarm, ref long armedFor, long due, TimeProvider clock, TimeSpan longest)
    {
        if (due == armedFor)
            return;
        armedFor = due;
        if (due == long.MaxValue)
        {
            alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        if (clock is not SimulatedClock)
        {
            // The machine's clock may be set while the alarm runs: with a timer pending, look again from time to time (fault F18).
            // Rounded up to whole milliseconds: an alarm that rings early would only be set again.
            var ticks = Math.Clamp(due - clock.GetUtcNow().UtcTicks, 0, longest.Ticks);
            alarm.Change(TimeSpan.FromMilliseconds((ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond), Timeout.InfiniteTimeSpan);
            return;
        }

        // A simulated clock may move between reading it and setting the alarm, which would then ring too late.
        long now;
        do
        {
            now = clock.GetUtcNow().UtcTicks;
            alarm.Change(TimeSpan.FromTicks(Math.Clamp(due - now, 0, LongestAlarm.Ticks)), Timeout.InfiniteTimeSpan);
        }
        while (clock.GetUtcNow().UtcTicks != now);
    }

    private void Wake() => Post(new(() => (_clockAlarmAt, _retryAlarmAt) = (long.MaxValue, long.MaxValue)));

    private void OnCodeFault(OrchestrationRun run, string message) => Post(new(() =>
    {
        // Only while that very run is loaded: a replay finds the same fault again.
        if (_storeFailure is null && _directory.Find(run.InstanceId) is { } instance && instance.Run == run)
            _directory.Enqueue(instance, new() { Kind = EventKind.ExecutionFailed, FaultyRun = run }, _batch);
    }));

    private void OnActivityDone(ActivityKey key, EventKind kind, string? data) => Post(new(() =>
    {
        var result = new Message { Kind = kind, Generation = key.Generation, TaskId = key.TaskId, Data = data, Activity = key };
        _book.Finished(key, result);
        if (_restarts.Ended(key))
            PlanNextSuspect();
        if (_storeFailure is null)
            GiveResult(result);
    }));

    private void GiveResult(Message result)
    {
        var key = result.Activity!.Value;
        if (_directory.Find(key.Instance) is { Row.IsFinished: false } instance)
            _directory.Enqueue(instance, result, _batch);
        else
            _book.Committed(key);
    }
}
