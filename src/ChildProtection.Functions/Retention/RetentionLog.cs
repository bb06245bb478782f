using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Retention;

/// <summary>What is reported of keeping and disposing. A record that is gone is named by the hash that its tombstone has.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(
        1, LogLevel.Information, "Retention: {Looked} closed cases looked at, {Changed} proposals made or withdrawn",
        EventName = "RetentionLooked")]
    public static partial void Looked(ILogger logger, int looked, int changed);

    [LoggerMessage(
        2, LogLevel.Warning, "Record {Hash} was disposed of; its tombstone says by which rule and whose approval",
        EventName = "RecordDisposed")]
    public static partial void Disposed(ILogger logger, string hash);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Case {CaseId}: its disposal was approved, but a hold or an event has come since; it is kept, and proposed again when its time has come",
        EventName = "DisposalGivenUp")]
    public static partial void KeptAfterAll(ILogger logger, string caseId);

    [LoggerMessage(4, LogLevel.Error, "Case {CaseId}: it could not be disposed of, and the next is tried", EventName = "RecordNotDisposed")]
    public static partial void NotDisposed(ILogger logger, Exception exception, string caseId);

    [LoggerMessage(
        5, LogLevel.Error, "Case {CaseId}: whether its time has come could not be told, and the next is looked at",
        EventName = "RetentionNotTold")]
    public static partial void NotLookedAt(ILogger logger, Exception exception, string caseId);

    [LoggerMessage(
        6, LogLevel.Information, "Retention: {Entries} entries of the access log older than {Years} years were removed",
        EventName = "AccessLogTrimmed")]
    public static partial void LogShortened(ILogger logger, int entries, int years);
}
