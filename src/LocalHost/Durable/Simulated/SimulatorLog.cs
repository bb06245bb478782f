using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>The simulator's log lines: ids and names of functions only.</summary>
internal static partial class SimulatorLog
{
    [LoggerMessage(EventName = "SimulatorListens", Level = LogLevel.Information,
        Message = "Durable engine: the simulator at {Address}.")]
    public static partial void Listens(ILogger logger, Uri address);

    [LoggerMessage(EventName = "SimulatedInstanceFailed", Level = LogLevel.Warning,
        Message = "Orchestration {Orchestrator}, instance {InstanceId}, failed: {Reason}")]
    public static partial void InstanceFailed(ILogger logger, string orchestrator, string instanceId, string reason);

    [LoggerMessage(EventName = "SimulatedMessageDropped", Level = LogLevel.Information,
        Message = "Message of kind {Kind} for instance {InstanceId} dropped: the instance is unknown, has ended, or has not begun.")]
    public static partial void MessageDropped(ILogger logger, HistoryEvent.EventTypeOneofCase kind, string instanceId);

    [LoggerMessage(EventName = "SimulatedDuplicateStart", Level = LogLevel.Warning,
        Message = "Instance {InstanceId} called sub-orchestration {ChildId}, which runs already: not started, and its caller waits.")]
    public static partial void DuplicateStart(ILogger logger, string instanceId, string childId);

    [LoggerMessage(EventName = "SimulatedLateResultDropped", Level = LogLevel.Warning,
        Message = "Result of {Function} for instance {InstanceId} dropped: the instance has continued without it.")]
    public static partial void LateResultDropped(ILogger logger, string function, string instanceId);

    [LoggerMessage(EventName = "SimulatedEpisodeRepeated", Level = LogLevel.Warning,
        Message = "The worker ended or timed out during {Orchestrator}, instance {InstanceId}; it runs again, alone.")]
    public static partial void EpisodeRepeated(ILogger logger, string orchestrator, string instanceId);

    [LoggerMessage(EventName = "SimulatedRecursionIgnored", Level = LogLevel.Warning,
        Message = "Instance {InstanceId} changes without its sub-orchestrations, as on Azure Storage.")]
    public static partial void RecursionIgnored(ILogger logger, string instanceId);

    [LoggerMessage(EventName = "SimulatedActivityFailed", Level = LogLevel.Information,
        Message = "Activity {Activity} of instance {InstanceId} failed: {ErrorType}.")]
    public static partial void ActivityFailed(ILogger logger, string activity, string instanceId, string errorType);

    [LoggerMessage(EventName = "SimulatorFault", Level = LogLevel.Error, Message = "The simulator failed at instance {InstanceId}.")]
    public static partial void Fault(ILogger logger, Exception error, string instanceId);
}
