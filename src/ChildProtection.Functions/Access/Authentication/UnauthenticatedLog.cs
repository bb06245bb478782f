using System.Collections.Concurrent;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>
/// Requests without a believable token in the access log, never with the token. A flood leaves one entry an hour for each function and sort
/// of refusal, so that it fills neither the log nor the store's time. Nobody learns anything by such a request: when the entry cannot be
/// stored the refusal stands, and the app's log says so.
/// </summary>
internal sealed partial class UnauthenticatedLog(AccessLog log, TimeProvider clock, ILogger<UnauthenticatedLog> logger)
{
    public const string NoToken = "no-token";

    public const string InvalidToken = "invalid-token";

    /// <summary>Stands for nobody in particular in <c>GET /api/access?subject=</c>; no issuer gives an account such an id.</summary>
    public const string Subject = "(unauthenticated)";

    private readonly ConcurrentDictionary<(string Function, string Reason), DateTimeOffset> _logged = new();

    public async Task RefusedAsync(string function, string reason, string invocationId)
    {
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
        "A request without a believable token at {Function}, invocation {InvocationId}, could not be entered in the access log: {Reason}",
        EventName = "RefusalNotLogged")]
    private partial void NotLogged(string function, string invocationId, string reason);
}
