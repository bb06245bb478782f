using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

/// <summary>Makes the events of a history, all at one moment.</summary>
/// <param name="now">The moment, UTC.</param>
internal readonly struct HistoryEvents(DateTimeOffset now)
{
    private const int NoId = -1;

    private readonly Timestamp _now = Timestamp.FromDateTimeOffset(now);

    public HistoryEvent Started(ExecutionStartedEvent start) => With(made => made.ExecutionStarted = start);

    public HistoryEvent OrchestratorStarted() => With(static made => made.OrchestratorStarted = new());

    public HistoryEvent OrchestratorCompleted() => With(static made => made.OrchestratorCompleted = new());

    public HistoryEvent Raised(string name, string? input) => With(made => made.EventRaised = new() { Name = name, Input = input });

    public HistoryEvent Terminated(string? output) => With(made => made.ExecutionTerminated = new() { Input = output });

    public HistoryEvent Suspended(string? reason) => With(made => made.ExecutionSuspended = new() { Input = reason });

    public HistoryEvent Resumed(string? reason) => With(made => made.ExecutionResumed = new() { Input = reason });

    public HistoryEvent TaskCompleted(int id, string? result)
        => With(made => made.TaskCompleted = new() { TaskScheduledId = id, Result = result });

    public HistoryEvent TaskFailed(int id, TaskFailureDetails failure)
        => With(made => made.TaskFailed = new() { TaskScheduledId = id, FailureDetails = failure });

    public HistoryEvent ChildCompleted(int id, string? result)
        => With(made => made.SubOrchestrationInstanceCompleted = new() { TaskScheduledId = id, Result = result });

    public HistoryEvent ChildFailed(int id, TaskFailureDetails failure)
        => With(made => made.SubOrchestrationInstanceFailed = new() { TaskScheduledId = id, FailureDetails = failure });

    public HistoryEvent TimerFired(int id, Timestamp due) => With(made => made.TimerFired = new() { TimerId = id, FireAt = due });

    // Inputs of calls stay out of histories, as the extension leaves them out.
    public HistoryEvent TaskScheduled(int id, ScheduleTaskAction call) => With(
        made => made.TaskScheduled = new()
        {
            Name = call.Name,
            Version = call.Version,
            ParentTraceContext = call.ParentTraceContext,
            Tags = { call.Tags },
        },
        id);

    public HistoryEvent ChildCreated(int id, CreateSubOrchestrationAction call, IDictionary<string, string> tags) => With(
        made => made.SubOrchestrationInstanceCreated = new()
        {
            InstanceId = call.InstanceId,
            Name = call.Name,
            Version = call.Version,
            Tags = { tags },
        },
        id);

    public HistoryEvent TimerCreated(int id, Timestamp due) => With(made => made.TimerCreated = new() { FireAt = due }, id);

    public HistoryEvent Sent(int id, SendEventAction sent)
        => With(made => made.EventSent = new() { InstanceId = sent.Instance.InstanceId, Name = sent.Name, Input = sent.Data }, id);

    public HistoryEvent Completed(int id, CompleteOrchestrationAction end) => With(
        made => made.ExecutionCompleted = new()
        {
            OrchestrationStatus = end.OrchestrationStatus,
            Result = end.Result,
            FailureDetails = end.FailureDetails,
        },
        id);

    private HistoryEvent With(Action<HistoryEvent> fill, int id = NoId)
    {
        var made = new HistoryEvent { EventId = id, Timestamp = _now };
        fill(made);
        return made;
    }
}
