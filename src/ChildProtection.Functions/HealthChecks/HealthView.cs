using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

internal enum Health
{
    Unhealthy,
    Degraded,
    Healthy,
}

/// <param name="Name">The name of the check.</param>
/// <param name="Status">The result.</param>
/// <param name="Reason">Why, in the check's own words.</param>
internal sealed record CheckView(string Name, Health Status, string? Reason);

/// <summary>Whether the app can work, check by check; the failing ones first.</summary>
internal sealed record HealthView(Health Status, IReadOnlyList<CheckView> Checks)
{
    public static HealthView Of(HealthReport report) => new(
        (Health)report.Status,
        [.. report.Entries.OrderBy(entry => entry.Value.Status).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new CheckView(entry.Key, (Health)entry.Value.Status, entry.Value.Description))]);
}
