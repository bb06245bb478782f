using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

internal static class Support
{
    /// <summary>Waits until the simulator says that it is busy with all of this.</summary>
    public static Task UntilBusyAsync(Simulation simulation, params string[] with) => Until.TrueAsync(
        $"busy with {string.Join(" and ", with)}",
        () => simulation.Engine.WhyBusy is { } why && with.All(part => why.Contains(part, StringComparison.Ordinal)),
        seen: () => simulation.Engine.WhyBusy ?? "at rest");

    public static Task UntilSuspendedAsync(Simulation simulation, string id) => Until.TrueAsync(
        $"{id} is suspended", async () => (await simulation.LookAsync(id)).RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
}
