using ChildProtection.LocalRuntime.FunctionsWorker.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>Arms fault points and tells how often each store has written since; mapped only where there are fault points.</summary>
internal static class FaultRoutes
{
    private const string Shape = "{ \"store\": \"bus\", \"endBeforeWrite\": 3 } or { \"store\": \"engine\", \"refuseWrites\": true }; the stores are engine and bus";

    public static Task GetAsync(HttpContext http) => AdminAnswer.RunAsync(http, () => Task.FromResult<object>(View(http)));

    public static Task PostAsync(HttpContext http) => AdminAnswer.RunAsync(http, async () =>
    {
        var wanted = await AdminAnswer.ReadAsync<ArmRequest>(http, Shape);
        if (!FaultPoints.Stores.Contains(wanted.Store) || wanted.EndBeforeWrite < 1)
            throw AdminException.Refused($"The body must be {Shape}.");
        Points(http).Arm(wanted.Store, wanted.EndBeforeWrite, wanted.RefuseWrites);
        return View(http);
    });

    private static Dictionary<string, int> View(HttpContext http) => FaultPoints.Stores.ToDictionary(store => store, store => Points(http).Writes(store));

    private static FaultPoints Points(HttpContext http) => http.RequestServices.GetRequiredService<FaultPoints>();

    private sealed record ArmRequest(string Store = "", int? EndBeforeWrite = null, bool RefuseWrites = false);
}
