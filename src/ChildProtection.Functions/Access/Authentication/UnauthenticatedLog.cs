using System.Collections.Concurrent;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>
/// Enters requests without a valid token in the access log, never with the token itself. A flood leaves one entry an hour for each function
/// and kind of refusal; the metric counts every one. Such a request reveals nothing, so it is refused also when its entry cannot be stored;
/// the app's log then reports that.
/// </summary>
internal sealed partial class UnauthenticatedLog(AccessLog log, TimeProvider clock, ILogger<UnauthenticatedLog> logger)
{
    public const string NoToken = "no-token";

    public const string InvalidToken = "invalid-token";

    /// <summary>The subject of these entries in <c>GET /api/access?subject=</c>; no issuer gives an account such an id.</summary>
    public const string Subject = "(unauthenticated)";

    private readonly ConcurrentDictionary<(string Function, string Reason), DateTimeOffset> _logged = new();

    /// <param name="function">Where.</param>
    /// <param name="reason">Why.</param>
    /// <param name="invocationId">Of the request.</param>
    /// <param name="source">The address it came from.</param>
    public async Task RefusedAsync(string function, string reason, string invocationId, string? source)
    {
        CaseMetrics.TokenRefused(reason);
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var key = (function, reason);
        if (_logged.TryGetValue(key, out var last) ? last >= hour || !_logged.TryUpdate(key, hour, last) : !_logged.TryAdd(key, hour))
            return;
        try
        {
            await log.AppendAsync(
                new AccessEntry
                {
                    At = now,
                    Subject = Subject,
                    Role = "",
                    Section = function,
                    Kind = AccessKind.Refused,
                    Reason = reason,
                    InvocationId = invocationId,
                    Result = StatusCodes.Status401Unauthorized,
                    Source = source,
                },
                1,
                CancellationToken.None);
        }
        catch (StorageUnavailableException exception)
        {
            NotLogged(function, invocationId, exception.Message);
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Access log unavailable for a request without a valid token at {Function}, invocation {InvocationId}; refused: {Reason}",
        EventName = "RefusalNotLogged")]
    private partial void NotLogged(string function, string invocationId, string reason);
}
