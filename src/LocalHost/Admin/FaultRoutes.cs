using LocalHost.FaultInjection;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>Arms the fault points and shows the bus's writes since; mapped only where there are fault points.</summary>
internal static class FaultRoutes
{
    private const string Shape =
        "{ \"store\": \"bus\", \"endBeforeWrite\": 3, \"ends\": \"host\" or \"worker\" } or { \"store\": \"bus\", \"refuseWrites\": true }";

    public static Task GetAsync(HttpContext http, FaultPoints faults) => AdminAnswer.RunAsync(http, () => Task.FromResult(View(faults)));

    public static Task PostAsync(HttpContext http, FaultPoints faults) => AdminAnswer.RunAsync(http, async () =>
    {
        var wanted = await AdminAnswer.ReadAsync<ArmRequest>(http, Shape);
        FaultEnds? ends = wanted.Ends switch { "host" => FaultEnds.Host, "worker" => FaultEnds.Worker, _ => null };
        if (wanted.Store != "bus" || wanted.EndBeforeWrite < 1 || ends is null)
            throw AdminException.Refused($"The body must be {Shape}.");
        faults.Arm(new FaultPlan { EndBeforeWrite = wanted.EndBeforeWrite, Ends = ends.Value, RefuseWrites = wanted.RefuseWrites });
        return View(faults);
    });

    private static object View(FaultPoints faults) => new { bus = faults.Writes };

    private sealed record ArmRequest(string Store = "", int? EndBeforeWrite = null, string Ends = "host", bool RefuseWrites = false);
}
