using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>The simulator's log lines: ids and names of functions only.</summary>
internal static partial class SimulatorLog
{
    [LoggerMessage(EventName = "SimulatorListens", Level = LogLevel.Information,
        Message = "The durable engine is the simulator; clients find it at {Address}.")]
    public static partial void Listens(ILogger logger, Uri address);

    [LoggerMessage(EventName = "SimulatedInstanceFailed", Level = LogLevel.Warning,
        Message = "Orchestration {Orchestrator}, instance {InstanceId}, failed: {Reason}")]
    public static partial void InstanceFailed(ILogger logger, string orchestrator, string instanceId, string reason);

    [LoggerMessage(EventName = "SimulatedMessageDropped", Level = LogLevel.Information,
        Message = "A message of kind {Kind} for instance {InstanceId} is dropped: the instance is unknown, has ended, or has not begun.")]
    public static partial void MessageDropped(ILogger logger, HistoryEvent.EventTypeOneofCase kind, string instanceId);

    [LoggerMessage(EventName = "SimulatedDuplicateStart", Level = LogLevel.Warning,
        Message = "Instance {InstanceId} called sub-orchestration {ChildId}, which runs already: it is not started, and its caller waits.")]
    public static partial void DuplicateStart(ILogger logger, string instanceId, string childId);

    [LoggerMessage(EventName = "SimulatedLateResultDropped", Level = LogLevel.Warning,
        Message = "What {Function} of instance {InstanceId} gave is dropped: the instance has gone on without it.")]
    public static partial void LateResultDropped(ILogger logger, string function, string instanceId);

    [LoggerMessage(EventName = "SimulatedEpisodeRepeated", Level = LogLevel.Warning,
        Message = "The worker ended, or time was up, while {Orchestrator}, instance {InstanceId}, ran; it runs again, by itself.")]
    public static partial void EpisodeRepeated(ILogger logger, string orchestrator, string instanceId);

    [LoggerMessage(EventName = "SimulatedRecursionIgnored", Level = LogLevel.Warning,
        Message = "Instance {InstanceId} is dealt with alone: as on Azure Storage its sub-orchestrations stay as they are.")]
    public static partial void RecursionIgnored(ILogger logger, string instanceId);

    [LoggerMessage(EventName = "SimulatedActivityFailed", Level = LogLevel.Information,
        Message = "Activity {Activity} of instance {InstanceId} failed: {ErrorType}.")]
    public static partial void ActivityFailed(ILogger logger, string activity, string instanceId, string errorType);

    [LoggerMessage(EventName = "SimulatorFault", Level = LogLevel.Error, Message = "The simulator failed at instance {InstanceId}.")]
    public static partial void Fault(ILogger logger, Exception error, string instanceId);
}
