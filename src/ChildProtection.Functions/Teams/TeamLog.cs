using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Teams;

internal static partial class TeamLog
{
    [LoggerMessage(1, LogLevel.Information, "The list of teams was read again from {Path}: {Count} teams", EventName = "TeamsReloaded")]
    public static partial void Reloaded(ILogger logger, string path, int count);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "The list of teams cannot be used, so the one read before still holds: {Reason}",
        EventName = "TeamsNotReloaded")]
    public static partial void NotReloaded(ILogger logger, string reason);
}
