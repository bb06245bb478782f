using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>What orchestrations and schedules report: ids and reasons, nothing of a case.</summary>
internal static partial class OrchestrationLog
{
    [LoggerMessage(1, LogLevel.Warning, "Case {CaseId}: publishing is left to the sweep: {Reason}", EventName = "PublishingLeftToSweep")]
    public static partial void PublishingLeftToSweep(ILogger logger, string caseId, string reason);

    [LoggerMessage(
        2, LogLevel.Error, "Case {CaseId}: event {EventRow} failed to be decided, attempt {Attempt}: {Reason}",
        EventName = "DecisionFailed")]
    public static partial void DecisionFailed(ILogger logger, string caseId, string eventRow, int attempt, string reason);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Case {CaseId}: event {EventRow} is parked as failed after {Attempts} attempts; an operator must look at it: {Reason}",
        EventName = "EventParked")]
    public static partial void EventParked(ILogger logger, string caseId, string eventRow, int attempts, string reason);

    [LoggerMessage(
        4, LogLevel.Information, "Case {CaseId}: {Row} was left over and is brought to its end by the sweep",
        EventName = "SweptUp")]
    public static partial void Swept(ILogger logger, string caseId, string row);

    [LoggerMessage(
        5, LogLevel.Warning, "Case {CaseId}: its orchestration is {Status}; started again from the record store at fact {Sequence}",
        EventName = "CaseStartedAgain")]
    public static partial void StartedAgain(ILogger logger, string caseId, string status, long sequence);

    [LoggerMessage(6, LogLevel.Warning, "Case {CaseId}: checkpoint of {At:O} has not fired; nudged", EventName = "CheckpointNudged")]
    public static partial void Nudged(ILogger logger, string caseId, DateTimeOffset at);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "Case {CaseId}: started again {Attempts} times without getting on at fact {Sequence}; left to an operator: {Reason}",
        EventName = "CaseLeftToOperator")]
    public static partial void LeftToOperator(ILogger logger, string caseId, int attempts, long sequence, string reason);

    [LoggerMessage(
        8, LogLevel.Warning, "Case {CaseId}: storage is not available, the sweep tries again: {Reason}",
        EventName = "SweepWaitsForStore")]
    public static partial void SweepWaits(ILogger logger, string caseId, string reason);

    [LoggerMessage(
        11, LogLevel.Information, "Case {CaseId}: could not be published as it was committed ({Reason}); tried again",
        EventName = "NotPublishedAtOnce")]
    public static partial void NotPublishedAtOnce(ILogger logger, string caseId, string reason);

    [LoggerMessage(
        10, LogLevel.Error, "Case {CaseId}: {Schedule} could not deal with it and goes on to the next",
        EventName = "CasePassedOver")]
    public static partial void PassedOver(ILogger logger, Exception exception, string caseId, string schedule);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "Case {CaseId}: {Place} of table {Table} is refused ({Reason}) and passed over by {Schedule}; the others are written",
        EventName = "RowPassedOver")]
    public static partial void RowPassedOver(ILogger logger, string caseId, string table, string place, string reason, string schedule);

    [LoggerMessage(
        12, LogLevel.Warning, "{Schedule}: the durable engine is away, the next run tries again: {Reason}", EventName = "EngineAway")]
    public static partial void EngineAway(ILogger logger, string schedule, string reason);

    [LoggerMessage(
        9, LogLevel.Warning, "Case {CaseId}: event {EventRow} could not be handed to the engine and is left to the sweep: {Reason}",
        EventName = "EventLeftToSweep")]
    public static partial void RaiseLeftToSweep(ILogger logger, string caseId, string eventRow, string reason);
}
