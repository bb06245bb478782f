using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Retention;

/// <summary>The log of retention. It names a disposed record by the hash in its tombstone.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(
        1, LogLevel.Information, "Retention: {Looked} closed cases checked, {Changed} proposals made or withdrawn",
        EventName = "RetentionLooked")]
    public static partial void Looked(ILogger logger, int looked, int changed);

    [LoggerMessage(
        2, LogLevel.Warning, "Record {Hash} disposed of; its tombstone has the rule and the approval",
        EventName = "RecordDisposed")]
    public static partial void Disposed(ILogger logger, string hash);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Case {CaseId}: disposal was approved, but by now the record must be kept; it is proposed again when it may go",
        EventName = "DisposalGivenUp")]
    public static partial void KeptAfterAll(ILogger logger, string caseId);

    [LoggerMessage(4, LogLevel.Error, "Case {CaseId}: disposal failed for this record; continuing", EventName = "RecordNotDisposed")]
    public static partial void NotDisposed(ILogger logger, Exception exception, string caseId);

    [LoggerMessage(
        5, LogLevel.Error, "Case {CaseId}: retention check failed for this case; continuing",
        EventName = "RetentionNotTold")]
    public static partial void NotLookedAt(ILogger logger, Exception exception, string caseId);

    [LoggerMessage(
        6,
        LogLevel.Information,
        "Retention: removed {Entries} entries of the access log older than {Years} years that belong to no record that is left",
        EventName = "AccessLogTrimmed")]
    public static partial void LogShortened(ILogger logger, int entries, int years);
}
