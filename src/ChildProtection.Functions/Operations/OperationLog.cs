using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Operations;

/// <summary>The log of operations: ids and numbers, nothing else of a case.</summary>
internal static partial class OperationLog
{
    [LoggerMessage(
        1, LogLevel.Information, "Operation {Operation}, step {Step}: {Looked} looked at, {Changed} changed",
        EventName = "OperationPage")]
    public static partial void Page(ILogger logger, string operation, string step, int looked, int changed);

    [LoggerMessage(2, LogLevel.Warning, "Operation {Operation} started by {Subject}", EventName = "OperationStarted")]
    public static partial void Started(ILogger logger, string operation, string subject);

    [LoggerMessage(
        3, LogLevel.Warning, "Case {CaseId}: orchestration was {Status}; restarted by command at fact {Sequence}",
        EventName = "CaseStartedByCommand")]
    public static partial void StartedAgain(ILogger logger, string caseId, string status, long sequence);

    [LoggerMessage(
        4, LogLevel.Error, "Case {CaseId}: the command could not start its orchestration; continuing",
        EventName = "CaseNotStartedByCommand")]
    public static partial void NotStartedAgain(ILogger logger, Exception exception, string caseId);
}
