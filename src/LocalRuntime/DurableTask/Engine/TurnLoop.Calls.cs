namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Calls of clients, each answered after the commit that holds its message.</summary>
internal sealed partial class TurnLoop
{
    public Task Schedule(string instanceId, string name, string? input, DateTimeOffset? startAt, string? version, string? tags) => Call(ack =>
    {
        if (_directory.Find(instanceId) is { Row: { IsFinished: false } running })
        {
            throw new OrchestrationAlreadyExistsException(
                $"An orchestration instance with ID '{instanceId}' already exists and is {running.Status}. Wait for its end, terminate it, or use another ID.");
        }

        var now = _clock.GetUtcNow().UtcTicks;
        var due = startAt is { } at && at.UtcTicks > now ? at.UtcTicks : 0;
        var instance = _directory.Create(instanceId, name, null, now, due, version, tags);
        if (due != 0)
        {
            var timer = new TimerRow(due, instance.Row.Key, TimerRow.StartTimer, instance.Row.Generation, false);
            instance.Unwritten!.TimersAdded.Add(timer);
            _clockTimers.Add(timer);
        }

        _directory.Enqueue(instance, new() { Kind = EventKind.ExecutionStarted, Name = name, Data = input, Ack = ack }, _batch);
    });

    public Task RaiseEvent(string instanceId, string name, string? payload) => Call(ack =>
    {
        var instance = _directory.Find(instanceId) ?? throw Unknown(instanceId);
        if (instance.Row.IsFinished)
        {
            throw new InvalidOperationException(
                $"Cannot raise event {name} for orchestration instance {instanceId} because instance is in {instance.Row.Status} state.");
        }

        _directory.Enqueue(instance, new() { Kind = EventKind.EventRaised, Name = name, Data = payload, Ack = ack }, _batch);
    });

    public Task Terminate(string instanceId, string? output, bool recursive) => Call(ack =>
    {
        var instance = _directory.Find(instanceId) ?? throw Unknown(instanceId);
        if (instance.Row.IsFinished)
        {
            throw new InvalidOperationException(
                $"Cannot terminate orchestration instance {instanceId} because instance is in {instance.Row.Status} state.");
        }

        if (recursive)
            TerminateChildren(instance, output);
        TerminateOne(instance, output, ack);
    });

    /// <summary>Suspends or resumes; what it is already it stays.</summary>
    public Task Switch(string instanceId, EventKind kind, string? reason) => Call(ack =>
    {
        var instance = _directory.Find(instanceId) ?? throw Unknown(instanceId);
        if (instance.Row.IsFinished)
        {
            throw new InvalidOperationException(
                $"Cannot {(kind == EventKind.ExecutionSuspended ? "suspend" : "resume")} orchestration instance {instanceId} because instance is in {instance.Row.Status} state.");
        }

        _directory.Enqueue(instance, new() { Kind = kind, Data = reason, Ack = ack }, _batch);
    });

    /// <summary>Removes ended instances, and with them their ended children when asked; tells how many.</summary>
    public async Task<int> Purge(string instanceId, bool recursive)
    {
        var purged = 0;
        await Call(ack =>
        {
            if (_directory.Find(instanceId) is { Row.IsFinished: true } instance)
                purged = Purge(instance, recursive);
            if (purged > 0)
                _batch.Acks.Add(ack);
            else
                ack.TrySetResult();
        });
        return purged;
    }

    private int Purge(Instance instance, bool recursive)
    {
        var purged = 1;
        foreach (var childId in recursive ? _directory.Children(instance) : [])
        {
            if (_directory.Find(childId) is { Row.IsFinished: true } child && child.Row.Parent?.InstanceId == instance.Row.Id)
                purged += Purge(child, recursive);
        }

        _directory.Purge(instance, _batch);
        return purged;
    }

    private void TerminateOne(Instance instance, string? output, TaskCompletionSource? ack)
    {
        _directory.Enqueue(instance, new() { Kind = EventKind.ExecutionTerminated, Data = output, Ack = ack }, _batch);
        // One that is held for a later start ends now.
        _directory.MakeReady(instance);
    }

    private void TerminateChildren(Instance parent, string? output)
    {
        foreach (var childId in _directory.OpenChildren(parent))
        {
            if (_directory.Find(childId) is not { Row.IsFinished: false } child || child.Row.Parent?.InstanceId != parent.Row.Id)
                continue;
            TerminateChildren(child, output);
            TerminateOne(child, output, null);
        }
    }

    private Task Call(Action<TaskCompletionSource> command)
    {
        var ack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepted = Post(new(() =>
        {
            if (_storeFailure is { } failure)
            {
                ack.TrySetException(new DurableStoreException(failure));
                return;
            }

#pragma warning disable CA1031 // A refusal belongs to the caller; a failure of the store besides goes to the loop's guard.
            try
            {
                command(ack);
            }
            catch (Exception error)
            {
                var ofTheStore = error is Microsoft.Data.Sqlite.SqliteException;
                ack.TrySetException(ofTheStore ? NotStored(error) : error);
                // A damaged row is one caller's trouble, not the engine's.
                if (ofTheStore && !Damage.IsDamage(error))
                    throw;
            }
#pragma warning restore CA1031
        }, ack));
        if (!accepted)
            ack.TrySetException(new ObjectDisposedException(nameof(DurableTaskEngine), "The durable engine is closed."));
        return ack.Task;
    }

    private static ArgumentException Unknown(string instanceId) => new($"No instance with ID '{instanceId}' was found.", nameof(instanceId));
}

/// <summary>An instance of that id has not ended.</summary>
internal sealed class OrchestrationAlreadyExistsException(string message) : InvalidOperationException(message);
