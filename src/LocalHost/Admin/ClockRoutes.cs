using LocalHost.Clock;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>Reads and moves the clock.</summary>
internal static class ClockRoutes
{
    private const string Shape = "{ \"advanceTo\": \"2026-03-10T00:00:00Z\" } or { \"advanceBy\": \"P7D\" }";

    public static Task GetAsync(HttpContext http, AdminParts parts) => AdminAnswer.RunAsync(http, () => Task.FromResult<object>(new
    {
        now = (parts.Clock?.Now ?? TimeProvider.System.GetUtcNow()).UtcDateTime,
        mode = parts.Clock is null ? "system" : "simulated",
    }));

    public static Task PostAsync(HttpContext http, AdminParts parts) => AdminAnswer.RunAsync(http, async () =>
    {
        var clock = parts.Clock
            ?? throw new AdminException(
                StatusCodes.Status409Conflict, "The system's clock cannot be moved. Start with --clock simulated.");
        var target = TargetOf(await AdminAnswer.ReadAsync<AdvanceRequest>(http, Shape));
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, parts.Stopping);
        try
        {
            var move = await clock.AdvanceAsync(target, ends.Token);
            return new { now = move.Now.UtcDateTime, timersFired = move.TimersFired };
        }
        catch (OperationCanceledException) when (parts.Stopping.IsCancellationRequested)
        {
            throw new AdminException(
                StatusCodes.Status503ServiceUnavailable,
                $"The host is stopping; the clock shows {clock.Now.UtcDateTime:O}. Start the host again to move it.");
        }
        catch (ClockHeldException held)
        {
            throw new AdminException(StatusCodes.Status409Conflict, held.Message);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw AdminException.Refused($"The clock shows {clock.Now.UtcDateTime:O}; it moves only forward, up to the year 9999.");
        }
    });

    private static Func<DateTimeOffset, DateTimeOffset> TargetOf(AdvanceRequest request) => request switch
    {
        { AdvanceTo: { } target, AdvanceBy: null } => _ => target,
        { AdvanceTo: null, AdvanceBy: { } text } => IsoDuration.TryParse(text) is { } duration
            ? duration.After
            : throw AdminException.Refused($"'{text}' is not an ISO 8601 duration such as P7D, P1M or PT12H."),
        _ => throw AdminException.Refused($"The body must be {Shape}, one of the two."),
    };

    private sealed record AdvanceRequest(DateTimeOffset? AdvanceTo = null, string? AdvanceBy = null);
}
