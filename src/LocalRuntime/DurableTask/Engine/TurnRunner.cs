using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Runs one turn of one instance: replays it when it is not loaded, applies its messages in order, and puts all that follows into the batch.
/// Nothing leaves the engine before that batch is committed. Owned by the turn loop's thread.
/// </summary>
internal sealed class TurnRunner(InstanceDirectory directory, TurnEffects effects, RunServices services, ILogger logger)
{
    public void Run(Instance instance, WriteBatch batch, long clockNow, CodeGate gate)
    {
        if (instance.Row.IsFinished)
        {
            foreach (var message in instance.Inbox)
                Consume(message, batch);
            instance.Inbox.Clear();
            return;
        }

        // Recorded time never runs backwards, whatever the clock does.
        var turn = new Turn(instance, batch, Math.Max(clockNow, instance.Row.Updated));
        gate.Turn = turn;
        StoredFailure? fault = null;
#pragma warning disable CA1031 // A replay that diverges or code that breaks the scheduler fails its instance, not the engine.
        try
        {
            if ((instance.Run ??= Revive(turn, gate)) is not { } run)
                return;
            gate.Run = run;
            run.Enter(() => ApplyInbox(turn, run, gate));
            fault = FaultOf(run, turn);
            if (fault is null && turn.TerminatedWith is null)
                effects.Flush(turn, run);
        }
        catch (Exception error) when (error is not Microsoft.Data.Sqlite.SqliteException and not LostThreadException)
        {
            fault = StoredFailure.From(error);
        }
#pragma warning restore CA1031

        if (turn.IsEmpty && fault is null)
        {
            // Suspended again before anything was taken: what came meanwhile waits in the inbox table.
            directory.StoreHeldInbox(instance, batch);
            return;
        }

        Conclude(turn, fault);
        directory.StoreHeldInbox(instance, batch);
    }

    /// <summary>Ends an instance whose code has kept its thread too long. Called by the thread that took over.</summary>
    public void ConcludeStuck(CodeGate lost, TimeSpan limit)
    {
        if (lost.Turn is not { } turn)
            return;
        var (id, name) = (turn.Instance.Row.Id, turn.Instance.Row.Name);
        var where = lost.Run is { } run && run.InstanceId == id ? run.DescribeStep() : "while it was replayed";
        Conclude(turn, StoredFailure.From(new TimeoutException(
            $"Orchestration '{name}', instance '{id}', has kept its thread for more than {limit.TotalSeconds:0.###} seconds, {where}. "
            + "An orchestrator must not block or compute for long: no Wait, Result, lock, sleep or I/O. Move the work into an activity.")));
        Log.InstanceStuck(logger, name, id);
    }

    private static StoredFailure? FaultOf(OrchestrationRun run, Turn turn)
    {
        var message = run.Fault;
        if (message is null && turn.TerminatedWith is null && run.IsStuck)
            message = ForeignAwait.Message(run.InstanceId, run.Name, run.DescribeWait(), run.Answering);
        return message is null ? null : StoredFailure.From(new InvalidOperationException(message));
    }

    /// <summary>Null when its history is damaged: the instance is set aside then.</summary>
    private OrchestrationRun? Revive(Turn turn, CodeGate gate)
    {
        var instance = turn.Instance;
        var run = new OrchestrationRun(services, instance.Row.Id, instance.Row.Name, instance.Row.Parent, instance.Row.Version) { IsReplaying = true };
        gate.Run = run;
        if (instance.Row.HistoryCount > 0)
        {
            if (ReadHistory(turn) is not { } history)
                return null;
            run.Enter(() =>
            {
                foreach (var happened in history)
                    Apply(run, happened, gate);
            });
        }

        if (run.Difference is { } difference)
            Log.ReplayDiffers(logger, run.Name, run.InstanceId, difference);
        run.EndReplay();
        return run;
    }

    private List<HistoryEvent>? ReadHistory(Turn turn)
    {
        var instance = turn.Instance;
        try
        {
            return directory.ReadHistory(instance);
        }
        catch (Exception error) when (Damage.IsDamage(error))
        {
            directory.Quarantine(instance.Row, $"its history is damaged ({error.Message})", turn.Now);
            effects.RemoveTimers(instance);
            effects.TellParent(turn, instance.Row.Status, null, StoredFailure.Read(instance.Row.Failure!));
            return null;
        }
    }

    private static void Apply(OrchestrationRun run, HistoryEvent happened, CodeGate gate)
    {
        gate.Enter();
        try
        {
            run.Apply(happened);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static void ApplyInbox(Turn turn, OrchestrationRun run, CodeGate gate)
    {
        var instance = turn.Instance;
        while (turn.TakeNext() is { } message)
        {
            Consume(message, turn.Batch);
            if (!IsWanted(message, instance, run))
                continue;
            if (turn.RecordStartIfEmpty() is { } started)
                Apply(run, started, gate);
            var happened = turn.Record(message);
            if (message.Kind == EventKind.ExecutionTerminated)
            {
                turn.TerminatedWith = message;
                return;
            }

            Apply(run, happened, gate);
            if (run.IsDone || run.Fault is not null)
                return;
        }
    }

    // Late, repeated and outlived messages change nothing (invariant I5).
    private static bool IsWanted(Message message, Instance instance, OrchestrationRun run)
    {
        if (message.Generation != Message.AnyGeneration && message.Generation != instance.Row.Generation)
            return false;
        return message.Kind switch
        {
            EventKind.ExecutionStarted => !run.HasStarted,
            EventKind.EventRaised => true,
            EventKind.ExecutionTerminated or EventKind.ExecutionSuspended or EventKind.ExecutionResumed => true,
            EventKind.ExecutionFailed => false,
            _ => run.HasOpen(message.TaskId),
        };
    }

    private void Conclude(Turn turn, StoredFailure? fault)
    {
        var instance = turn.Instance;
        instance.LastBatch = turn.Batch.Number;
        if (turn.TerminatedWith is { } terminated)
        {
            effects.RemoveTimers(instance);
            End(turn, OrchestrationRuntimeStatus.Terminated, terminated.Data, null);
        }
        else if (fault is not null)
        {
            effects.RemoveTimers(instance);
            turn.RecordStartIfEmpty();
            End(turn, OrchestrationRuntimeStatus.Failed, null, fault);
        }
        else if (instance.Run is { IsDone: true } run)
        {
            var (output, failure) = run.Outcome();
            if (failure is null && run.Continuation is { } next)
                ContinueAsNew(turn, next);
            else
                End(turn, failure is null ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed, output, failure);
        }
        else
        {
            turn.Store(turn.Next with { Status = turn.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running });
        }
    }

    private void End(Turn turn, OrchestrationRuntimeStatus status, string? output, StoredFailure? failure)
    {
        var instance = turn.Instance;
        // An accepted event is in history even when nobody took it (invariant I1).
        foreach (var message in instance.Inbox)
        {
            Consume(message, turn.Batch);
            if (message.Kind == EventKind.EventRaised)
                turn.Write.Events.Add(Turn.ToEvent(message, turn.Now));
        }

        instance.Inbox.Clear();
        var failureText = failure?.ToJson();
        if (status != OrchestrationRuntimeStatus.Terminated)
        {
            var kind = failure is null ? EventKind.ExecutionCompleted : EventKind.ExecutionFailed;
            turn.Write.Events.Add(new() { Kind = kind, Time = turn.Now, Data = output ?? failureText });
        }

        turn.Write.ClearPending = true;
        turn.Store(turn.Next with { Status = status, Output = output, Failure = failureText });
        if (failure is not null)
            Log.InstanceFailed(logger, instance.Row.Name, instance.Row.Id, failure.Type);
        effects.TellParent(turn, status, output, failure);
        instance.Run = null;
    }

    private void ContinueAsNew(Turn turn, ContinueAsNewRequest next)
    {
        var instance = turn.Instance;
        var inbox = new Queue<Message>();
        inbox.Enqueue(new() { Kind = EventKind.ExecutionStarted, Name = instance.Row.Name, Data = next.Input });
        foreach (var (name, payload) in next.Events)
            inbox.Enqueue(new() { Kind = EventKind.EventRaised, Name = name, Data = payload });
        foreach (var message in instance.Inbox)
        {
            // Stored again, if at all, behind the events that came before it.
            if (message.Row > 0)
                turn.Batch.MessagesRemoved.Add(message.Row);
            message.Row = 0;
            inbox.Enqueue(message);
        }

        instance.Inbox = inbox;
        instance.Run = null;
        turn.Write.ClearAll = true;
        turn.Write.Events.Clear();
        turn.Write.TimersRemoved.Clear();
        turn.Store(turn.Next with
        {
            Generation = instance.Row.Generation + 1,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Status = OrchestrationRuntimeStatus.Running,
        });
        directory.MakeReady(instance);
    }

    private static void Consume(Message message, WriteBatch batch)
    {
        if (message.Row > 0)
            batch.MessagesRemoved.Add(message.Row);
        if (message.Ack is { } ack)
            batch.Acks.Add(ack);
        if (message.Activity is { } activity)
            batch.ActivitiesTaken.Add(activity);
    }
}
