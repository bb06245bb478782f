using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The log of orchestrations and schedules: ids and reasons, nothing else of a case.</summary>
internal static partial class OrchestrationLog
{
    [LoggerMessage(
        1, LogLevel.Warning, "Case {CaseId}: publication failed; the sweep publishes later: {Reason}",
        EventName = "PublishingLeftToSweep")]
    public static partial void PublishingLeftToSweep(ILogger logger, string caseId, string reason);

    [LoggerMessage(
        2, LogLevel.Error, "Case {CaseId}: decision on event {EventRow} failed, attempt {Attempt}: {Reason}",
        EventName = "DecisionFailed")]
    public static partial void DecisionFailed(ILogger logger, string caseId, string eventRow, int attempt, string reason);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Case {CaseId}: event {EventRow} parked as failed after {Attempts} attempts; an operator must look at it: {Reason}",
        EventName = "EventParked")]
    public static partial void EventParked(ILogger logger, string caseId, string eventRow, int attempts, string reason);

    [LoggerMessage(
        4, LogLevel.Information, "Case {CaseId}: {Row} was left unfinished; the sweep completes it",
        EventName = "SweptUp")]
    public static partial void Swept(ILogger logger, string caseId, string row);

    [LoggerMessage(
        5, LogLevel.Warning, "Case {CaseId}: orchestration is {Status}; restarted from the record store at fact {Sequence}",
        EventName = "CaseStartedAgain")]
    public static partial void StartedAgain(ILogger logger, string caseId, string status, long sequence);

    [LoggerMessage(6, LogLevel.Warning, "Case {CaseId}: checkpoint of {At:O} has not fired; sent a nudge", EventName = "CheckpointNudged")]
    public static partial void Nudged(ILogger logger, string caseId, DateTimeOffset at);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "Case {CaseId}: restarted {Attempts} times without progress at fact {Sequence}; an operator must look at it: {Reason}",
        EventName = "CaseLeftToOperator")]
    public static partial void LeftToOperator(ILogger logger, string caseId, int attempts, long sequence, string reason);

    [LoggerMessage(
        8, LogLevel.Warning, "Case {CaseId}: storage unavailable; the sweep retries: {Reason}",
        EventName = "SweepWaitsForStore")]
    public static partial void SweepWaits(ILogger logger, string caseId, string reason);

    [LoggerMessage(
        11, LogLevel.Information, "Case {CaseId}: publication at the commit failed ({Reason}); retrying",
        EventName = "NotPublishedAtOnce")]
    public static partial void NotPublishedAtOnce(ILogger logger, string caseId, string reason);

    [LoggerMessage(
        10, LogLevel.Error, "Case {CaseId}: {Schedule} failed for this case; continuing",
        EventName = "CasePassedOver")]
    public static partial void PassedOver(ILogger logger, Exception exception, string caseId, string schedule);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "Case {CaseId}: {Place} of table {Table} is refused ({Reason}) and passed over by {Schedule}; the others are written",
        EventName = "RowPassedOver")]
    public static partial void RowPassedOver(ILogger logger, string caseId, string table, string place, string reason, string schedule);

    [LoggerMessage(
        12, LogLevel.Warning, "{Schedule}: durable engine unavailable; the next run retries: {Reason}", EventName = "EngineAway")]
    public static partial void EngineAway(ILogger logger, string schedule, string reason);

    [LoggerMessage(
        9, LogLevel.Warning, "Case {CaseId}: event {EventRow} not handed to the engine; the sweep delivers it: {Reason}",
        EventName = "EventLeftToSweep")]
    public static partial void RaiseLeftToSweep(ILogger logger, string caseId, string eventRow, string reason);
}
