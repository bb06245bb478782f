using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>The engine's log lines: ids and names of tasks only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Orchestration {Orchestrator}, instance {InstanceId}, failed: {ErrorType}.")]
    public static partial void InstanceFailed(ILogger logger, string orchestrator, string instanceId, string errorType);

    [LoggerMessage(2, LogLevel.Warning, "Instance {InstanceId} called sub-orchestration {ChildId}, which is already running: the start is dropped.")]
    public static partial void DuplicateStart(ILogger logger, string instanceId, string childId);

    [LoggerMessage(3, LogLevel.Information, "A message of kind {Kind} for instance {InstanceId} is dropped: there is no such instance, or it has ended.")]
    public static partial void MessageDropped(ILogger logger, EventKind kind, string instanceId);

    [LoggerMessage(4, LogLevel.Error, "The durable store failed. Callers are told, nothing is acknowledged, and the store is tried again.")]
    public static partial void StoreFailed(ILogger logger, Exception error);

    [LoggerMessage(6, LogLevel.Error, "Orchestration {Orchestrator}, instance {InstanceId}, is quarantined: {Reason}.")]
    public static partial void InstanceQuarantined(ILogger logger, string orchestrator, string instanceId, string reason);

    [LoggerMessage(7, LogLevel.Error, "Orchestration {Orchestrator}, instance {InstanceId}, kept its thread too long and has failed; another thread has taken over.")]
    public static partial void InstanceStuck(ILogger logger, string orchestrator, string instanceId);

    [LoggerMessage(8, LogLevel.Warning, "Replay of orchestration {Orchestrator}, instance {InstanceId}, is not deterministic: {Difference}.")]
    public static partial void ReplayDiffers(ILogger logger, string orchestrator, string instanceId, string difference);

    [LoggerMessage(9, LogLevel.Warning, "Activity {Activity} of instance {InstanceId} ended after its time limit: its result is dropped.")]
    public static partial void LateResultDropped(ILogger logger, string activity, string instanceId);

    [LoggerMessage(10, LogLevel.Error, "Activity {Activity} of instance {InstanceId} was under way at {Starts} ends of the process: it is not started any more.")]
    public static partial void ActivityGivenUp(ILogger logger, string activity, string instanceId, int starts);

    [LoggerMessage(11, LogLevel.Critical, "The durable engine's file ends before commit {Known}, at {Found}: {Lost} acknowledged commits are lost. Was its log cut, or an older copy put in its place?")]
    public static partial void CommitsLost(ILogger logger, long known, long found, long lost);

    [LoggerMessage(12, LogLevel.Error, "Instance {InstanceId} cannot be read, and a message of kind {Kind} for it is dropped.")]
    public static partial void TargetUnreadable(ILogger logger, Exception error, string instanceId, EventKind kind);

    [LoggerMessage(5, LogLevel.Information, "The durable store can be written again.")]
    public static partial void StoreRecovered(ILogger logger);
}
