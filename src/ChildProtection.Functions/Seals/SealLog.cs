using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Seals;

/// <summary>The log of seals: ids, hashes and counts, nothing else of a record.</summary>
internal static partial class SealLog
{
    [LoggerMessage(
        1, LogLevel.Information, "Seals: {Cases} cases and {Months} months of the access log sealed, {Written} of them new",
        EventName = "SealsPublished")]
    public static partial void Published(ILogger logger, int cases, int months, int written);

    [LoggerMessage(
        2, LogLevel.Error, "Case {CaseId}: the record is not as it was written ({Fault}); verify it and compare the backups",
        EventName = "RecordNotIntact")]
    public static partial void CaseNotIntact(ILogger logger, string caseId, string fault);

    [LoggerMessage(
        3, LogLevel.Error, "Access log of {Month}, chain {Chain}: entries are missing or altered ({Fault}); compare the backups",
        EventName = "AccessLogNotIntact")]
    public static partial void MonthNotIntact(ILogger logger, string month, string chain, string fault);

    [LoggerMessage(
        4, LogLevel.Error, "Seals exist for the record {Hash}, but there is neither a case nor a tombstone; compare the backups",
        EventName = "SealedRecordMissing")]
    public static partial void CaseMissing(ILogger logger, string hash);

    [LoggerMessage(5, LogLevel.Error, "Seal of {Chain} failed; continuing with the next", EventName = "SealNotWritten")]
    public static partial void NotSealed(ILogger logger, Exception exception, string chain);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "No seals are published, so that a rewritten record may not show: set Seals__Folder or Seals__Container",
        EventName = "SealsNotSet")]
    public static partial void NotSet(ILogger logger);
}
