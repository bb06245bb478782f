namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>The loop's side of the store: handing over batches, and getting over a failed one.</summary>
internal sealed partial class TurnLoop
{
    private readonly Dictionary<long, DamagedRowsException> _damaged = [];

    private void Submit()
    {
        // What is left in an inbox goes into this commit, or it would be lost with the process.
        foreach (var instance in _directory.Ready)
            _directory.StoreInbox(instance, _batch);
        _inFlight = _batch;
        _batch = new(_batch.Number + 1);
        _writer.Submit(_inFlight);
    }

    // On the writer's thread: callers are answered without another hop.
    private void OnCommitted(WriteBatch batch, Exception? failure)
    {
        var error = failure is null ? null : NotStored(failure);
        if (error is not null)
            _unhealthy = error.Message;
        foreach (var ack in batch.Acks)
        {
            if (error is null)
                ack.TrySetResult();
            else
                ack.TrySetException(error);
        }

        if (failure is null)
        {
            Interlocked.Increment(ref _commits);
            foreach (var turn in batch.Turns)
            {
                if (turn.StatusChanged)
                    _signals.Changed(turn.Row.Id);
                if (turn.ClockTimersFired > 0)
                    Interlocked.Add(ref _timersFired, turn.ClockTimersFired);
            }
        }

        Post(new(() => AfterCommit(batch, failure)));
    }

    private void AfterCommit(WriteBatch batch, Exception? failure)
    {
        _inFlight = null;
        if (failure is not null)
        {
            OnStoreFailed(failure);
            return;
        }

        _committed = batch.Number;
        foreach (var key in batch.ActivitiesTaken)
            _book.Committed(key);
        if (_storeFailure is not null)
        {
            // The probe went through: begin again from what is stored.
            _storeFailure = null;
            Recover();
            SetDamagedAside();
            _unhealthy = null;
            Log.StoreRecovered(_logger);
            return;
        }

        foreach (var call in batch.Activities)
            StartActivity(call);
        _directory.Evict(_committed);
    }

    private void StartActivity(ActivityCall call)
    {
        _book.Started(call.Key);
        _activities.Start(call);
    }

    private void Recover()
    {
        _directory.Recover();
        _restarts.Clear();
        foreach (var pending in _reader.PendingActivities())
        {
            if (!_book.TryGet(pending.Key, out var result))
                StartAgain(pending);
            else if (result is not null)
                GiveResult(result);
        }

        PlanNextSuspect();
    }

    private void StartAgain(PendingActivity pending)
    {
        if (_directory.Find(pending.Key.Instance) is not { Row: { IsFinished: false } row })
            return;
        try
        {
            StartLeftOver(_reader.ReadCall(pending, row.Id));
        }
        catch (Exception error) when (Damage.IsDamage(error))
        {
            _directory.Quarantine(row, $"its history is damaged ({error.Message})", row.Updated);
        }
    }

    private void Guarded(Action step)
    {
#pragma warning disable CA1031 // Nothing may end this thread: what cannot be read or written now is tried again, and health says why.
        try
        {
            step();
        }
        catch (Exception error) when (error is not LostThreadException)
        {
            OnStoreFailed(error);
        }
#pragma warning restore CA1031
    }

    /// <summary>Forgets all that is not stored and tells its callers. The store is tried again until it can write.</summary>
    private void OnStoreFailed(Exception failure)
    {
        var error = NotStored(failure);
        if (_storeFailure is null)
            Log.StoreFailed(_logger, failure);
        _storeFailure = error.Message;
        _unhealthy = error.Message;
        if (failure is DamagedRowsException damaged)
            _damaged[damaged.Row.Key] = damaged;
        foreach (var ack in _batch.Acks.Concat(_directory.Reset()))
            ack.TrySetException(error);
        _batch = new(_batch.Number + 1);
        _clockTimers.Reset();
        _retryTimers.Reset();
        PauseStore();
    }

    // Only now, after everything in memory was forgotten: what damaged rows made fail goes on without their instances.
    private void SetDamagedAside()
    {
        foreach (var damaged in _damaged.Values)
            _directory.Quarantine(damaged.Row, damaged.Message, damaged.Row.Updated);
        _damaged.Clear();
    }

    private void PauseStore() => _storeAlarm.Change(StoreRetryPause, Timeout.InfiniteTimeSpan);

    private void ProbeStore()
    {
        if (_inFlight is not null || _storeFailure is null)
            return;
        _inFlight = _batch;
        _batch = new(_batch.Number + 1);
        _writer.Submit(_inFlight);
    }

    private static DurableStoreException NotStored(Exception failure) => failure as DurableStoreException ?? (Damage.IsDamage(failure) ? Damaged(failure) : Refused(failure));

    private static DurableStoreException Damaged(Exception failure) => new(
        $"The durable engine's file is damaged where every instance needs it ({failure.Message}). Nothing is cut off or repaired in silence: keep the file, then restore "
        + "it from a copy, or begin with an empty one if what runs can be started again from elsewhere.", failure);

    private static DurableStoreException Refused(Exception failure) => new(
        $"The durable engine could not store this ({failure.Message}). Nothing was acknowledged; repeat the call when the engine is healthy again.", failure);
}
