using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Turns what the code asked for into history and into work: activities, timers, children, events. Owned by the turn loop's thread.</summary>
internal sealed class TurnEffects(
    InstanceDirectory directory, TimerIndex clockTimers, TimerIndex retryTimers, DataConverter converter, ILogger logger)
{
    public void Flush(Turn turn, OrchestrationRun run)
    {
        if (turn.IsEmpty)
            return;
        if (run.CustomStatusSet)
        {
            turn.NewCustomStatus = converter.Serialize(run.CustomStatus);
            turn.CustomStatusChanged = true;
            run.CustomStatusSet = false;
        }

        var key = turn.Instance.Row.Key;
        foreach (var (taskId, due) in run.CancelledTimers)
        {
            turn.Write.TimersRemoved.Add(taskId);
            clockTimers.Remove(new(due, key, taskId, turn.Instance.Row.Generation, false));
        }

        run.CancelledTimers.Clear();
        while (run.Planned.TryDequeue(out var action))
            Flush(turn, action);
    }

    /// <summary>Delivers a message to an instance; one for an unknown or ended instance is dropped, as on Azure.</summary>
    public void Deliver(string instanceId, Message message, WriteBatch batch)
    {
        try
        {
            if (directory.Find(instanceId) is { Row.IsFinished: false } target)
                directory.Enqueue(target, message, batch);
            else
                Log.MessageDropped(logger, message.Kind, instanceId);
        }
        catch (Microsoft.Data.Sqlite.SqliteException error) when (Damage.IsDamage(error))
        {
            // The sender is well: it must not stop for the sake of a damaged receiver.
            Log.TargetUnreadable(logger, error, instanceId, message.Kind);
        }
    }

    public void TellParent(Turn turn, OrchestrationRuntimeStatus status, string? output, StoredFailure? failure)
    {
        if (turn.Instance.Row.Parent is not { } parent)
            return;
        if (status == OrchestrationRuntimeStatus.Terminated)
            failure = new("Terminated", $"Sub-orchestration '{turn.Instance.Row.Id}' was terminated.", null, null, false);
        Deliver(parent.InstanceId, new()
        {
            Kind = failure is null ? EventKind.SubOrchestrationCompleted : EventKind.SubOrchestrationFailed,
            Generation = parent.Generation,
            TaskId = parent.TaskId,
            Data = failure is null ? output : failure.ToJson(),
        }, turn.Batch);
    }

    /// <summary>An instance that ends by force owns no timer any more (invariant I4).</summary>
    public void RemoveTimers(Instance instance)
    {
        clockTimers.RemoveInstance(instance.Row.Key);
        retryTimers.RemoveInstance(instance.Row.Key);
    }

    private void Flush(Turn turn, PlannedAction action)
    {
        var row = turn.Instance.Row;
        var due = action.RetryDelay is { } delay ? DueInRealTime(delay) : action.Due;
        var sequence = turn.NextSequence;
        turn.Write.Events.Add(new()
        {
            Kind = action.Kind,
            Time = turn.Now,
            TaskId = action.TaskId,
            Name = action.Name,
            Data = action.Data,
            Target = action.Target,
            Due = due,
        });
        switch (action.Kind)
        {
            case EventKind.TaskScheduled:
                turn.Write.ActivitiesAdded.Add((action.TaskId, sequence));
                turn.Batch.Activities.Add(new(new(row.Key, row.Generation, action.TaskId), row.Id, action.Name!, action.Data));
                break;
            case EventKind.TimerCreated when !action.Cancelled:
                var timer = new TimerRow(due, row.Key, action.TaskId, row.Generation, action.RetryDelay is not null);
                turn.Write.TimersAdded.Add(timer);
                (timer.IsRetry ? retryTimers : clockTimers).Add(timer);
                break;
            case EventKind.SubOrchestrationCreated:
                StartChild(turn, action);
                break;
            case EventKind.EventSent:
                Deliver(action.Target!, new() { Kind = EventKind.EventRaised, Name = action.Name, Data = action.Data }, turn.Batch);
                break;
            default:
                break;
        }
    }

    private void StartChild(Turn turn, PlannedAction action)
    {
        var row = turn.Instance.Row;
        if (directory.Find(action.Target!) is { Row.IsFinished: false })
        {
            // As on Azure: the start is dropped, and the caller waits for what nobody will send.
            Log.DuplicateStart(logger, row.Id, action.Target!);
            return;
        }

        var child = directory.Create(action.Target!, action.Name!, new(row.Id, row.Name, row.Generation, action.TaskId), turn.Now, version: action.Version);
        directory.Enqueue(child, new() { Kind = EventKind.ExecutionStarted, Name = action.Name, Data = action.Data }, turn.Batch);
    }

    private static long DueInRealTime(TimeSpan delay)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        return now + Math.Min(delay.Ticks, DateTime.MaxValue.Ticks - now);
    }
}
