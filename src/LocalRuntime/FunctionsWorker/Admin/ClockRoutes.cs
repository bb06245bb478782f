using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>Reads and moves the clock.</summary>
internal static class ClockRoutes
{
    private const string Shape = "{ \"advanceTo\": \"2026-03-10T00:00:00Z\" } or { \"advanceBy\": \"P7D\" }";

    public static Task GetAsync(HttpContext http) => AdminAnswer.RunAsync(http, () =>
    {
        var clock = http.RequestServices.GetRequiredService<ClockControl>();
        return Task.FromResult<object>(new { now = clock.Now.UtcDateTime, mode = clock.IsSimulated ? "simulated" : "system" });
    });

    public static Task PostAsync(HttpContext http) => AdminAnswer.RunAsync(http, async () =>
    {
        var clock = http.RequestServices.GetRequiredService<ClockControl>();
        if (!clock.IsSimulated)
            throw new AdminException(StatusCodes.Status409Conflict, "The clock is the system's and can't be moved; start with --clock simulated.");
        var target = TargetOf(await AdminAnswer.ReadAsync<AdvanceRequest>(http, Shape));
        try
        {
            var timersFired = await clock.AdvanceAsync(target, http.RequestAborted);
            return new { now = clock.Now.UtcDateTime, timersFired };
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw new AdminException(StatusCodes.Status503ServiceUnavailable, $"The host is stopping; the clock stands at {clock.Now.UtcDateTime:O}.");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw AdminException.Refused($"The clock shows {clock.Now.UtcDateTime:O}; it moves forward only, and not past the year 9999.");
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
