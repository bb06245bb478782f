using ChildProtection.Functions.Access;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>The routes of the health probes.</summary>
internal static class HealthRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        Get("GetLiveness", "health/live", RouteAccess.Anonymous, "Whether the app runs", typeof(HealthView)) with
        {
            Cacheable = true,
            Problems = [],
        },
        Get(
            "GetReadiness",
            "health/ready",
            RouteAccess.Anonymous,
            "Whether the app can work: tables, engine, timers",
            typeof(HealthView)) with
        {
            Cacheable = true,
            Answers = [new(200, "It can", typeof(HealthView)), new(503, "It cannot; the failing checks say why", typeof(HealthView))],
            Problems = [],
        },
    ];
}
