using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

// What an orchestrator's code asks for.
internal sealed partial class TaskHub
{
    private void Do(Instance instance, OrchestratorAction action, HistoryEvents now, bool isPause)
    {
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                instance.History.Add(now.TaskScheduled(action.Id, action.ScheduleTask));
                CallActivity(instance, action.Id, action.ScheduleTask);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                instance.History.Add(now.TimerCreated(action.Id, action.CreateTimer.FireAt));
                SetTimer(instance, action.Id, action.CreateTimer.FireAt, isPause);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                var tags = Tags(action.CreateSubOrchestration, instance);
                instance.History.Add(now.ChildCreated(action.Id, action.CreateSubOrchestration, tags));
                StartChild(instance, action.Id, action.CreateSubOrchestration, tags, now);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                instance.History.Add(now.Sent(action.Id, action.SendEvent));
                Send(action.SendEvent, now);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                if (action.CompleteOrchestration.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
                    ContinueAsNew(instance, action.CompleteOrchestration, now);
                else
                    End(instance, action.Id, action.CompleteOrchestration, now);
                break;
        }
    }

    private void CallActivity(Instance instance, int id, ScheduleTaskAction call) => _activities.Writer.TryWrite(new ActivityCall
    {
        InstanceId = instance.Id,
        ExecutionId = instance.ExecutionId,
        TaskId = id,
        Name = call.Name,
        Input = call.Input,
        TraceParent = call.ParentTraceContext?.TraceParent ?? instance.Started.ParentTraceContext?.TraceParent,
        Work = workload.Begin(instance.Id, $"activity {call.Name} waits for its turn"),
    });

    private void SetTimer(Instance instance, int id, Timestamp due, bool isPause)
    {
        var executionId = instance.ExecutionId;
        var wait = due.ToDateTimeOffset() - clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            Deliver(instance, new(Now.TimerFired(id, due), executionId));
            return;
        }

        var timer = AddTimer(instance, due.ToDateTimeOffset(), woken =>
        {
            if (!isPause)
                Interlocked.Increment(ref _timersFired);
            Deliver(woken, new(Now.TimerFired(id, due), executionId));
        });
        if (!isPause)
            return;
        var held = wait <= options.LongestHeldPause ? workload.Begin(instance.Id, $"pauses for {wait} before a retry") : null;
        timer.RunOnRealTime(realTime, wait, held);
    }

    private static Dictionary<string, string> Tags(CreateSubOrchestrationAction call, Instance parent)
    {
        var tags = new Dictionary<string, string>(parent.Started.Tags);
        foreach (var (name, value) in call.Tags)
            tags[name] = value;
        return tags;
    }

    private void StartChild(Instance parent, int id, CreateSubOrchestrationAction call, Dictionary<string, string> tags, HistoryEvents now)
    {
        if (_instances.TryGetValue(call.InstanceId, out var existing) && !existing.HasEnded)
        {
            // As on Azure its caller waits for nothing.
            SimulatorLog.DuplicateStart(logger, parent.Id, call.InstanceId);
            return;
        }

        Add(New(now, new ExecutionStartedEvent
        {
            Name = call.Name,
            Version = call.Version,
            Input = call.Input,
            OrchestrationInstance = new() { InstanceId = call.InstanceId },
            ParentInstance = new()
            {
                Name = parent.Started.Name,
                Version = parent.Started.Version,
                TaskScheduledId = id,
                OrchestrationInstance = parent.Started.OrchestrationInstance.Clone(),
            },
            ParentTraceContext = call.ParentTraceContext ?? parent.Started.ParentTraceContext,
            Tags = { tags },
        }));
    }

    /// <summary>An instance that is about to begin, in an execution of its own.</summary>
    private Instance New(HistoryEvents now, ExecutionStartedEvent start)
    {
        start.OrchestrationInstance.ExecutionId = NewExecutionId();
        return new() { Id = start.OrchestrationInstance.InstanceId, Start = now.Started(start), UpdatedAt = clock.GetUtcNow() };
    }

    private static string NewExecutionId() => Guid.NewGuid().ToString("N");

    private void Send(SendEventAction sent, HistoryEvents now)
    {
        if (_instances.TryGetValue(sent.Instance.InstanceId, out var target))
            Deliver(target, new(now.Raised(sent.Name, sent.Data)));
        else
            SimulatorLog.MessageDropped(logger, HistoryEvent.EventTypeOneofCase.EventRaised, sent.Instance.InstanceId);
    }

    /// <summary>The next generation begins with an empty history. Messages for this one alone are lost; events are carried over.</summary>
    private static void ContinueAsNew(Instance instance, CompleteOrchestrationAction end, HistoryEvents now)
    {
        EndTimers(instance);
        var start = instance.Started.Clone();
        start.OrchestrationInstance.ExecutionId = NewExecutionId();
        start.Input = end.Result;
        start.Version = end.NewVersion ?? start.Version;
        start.ScheduledStartTimestamp = null;
        (instance.Start, instance.History, instance.FailuresHeldBack) = (now.Started(start), [], 0);
        foreach (var carried in end.CarryoverEvents.Reverse())
            instance.Inbox.AddFirst(new Message(carried));
        instance.Inbox.AddFirst(new Message(instance.Start, instance.ExecutionId));
    }

    private void End(Instance instance, int id, CompleteOrchestrationAction end, HistoryEvents now)
    {
        EndTimers(instance);
        instance.History.Add(now.Completed(id, end));
        instance.Status = end.OrchestrationStatus;
        instance.Output = end.FailureDetails is { } failure ? $"{failure.ErrorType}: {failure.ErrorMessage}" : end.Result;
        if (instance.Started.ParentInstance is not { OrchestrationInstance: var caller } parent)
            return;
        if (!_instances.TryGetValue(caller.InstanceId, out var waits))
            return;
        var result = end.OrchestrationStatus == OrchestrationStatus.Completed
            ? now.ChildCompleted(parent.TaskScheduledId, end.Result)
            : now.ChildFailed(parent.TaskScheduledId, end.FailureDetails ?? Failures.Unknown(end.Result));
        Deliver(waits, new(result, caller.ExecutionId));
    }
}
