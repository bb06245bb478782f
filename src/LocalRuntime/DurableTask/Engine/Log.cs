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

    [LoggerMessage(5, LogLevel.Information, "The durable store can be written again.")]
    public static partial void StoreRecovered(ILogger logger);
}
