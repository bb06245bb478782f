using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class VersionFunctions
{
    [Function(nameof(CompareVersions))]
    public static Task<string> CompareVersions([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(string.Join(' ',
        [context.Version, .. new[] { "1.9", "1.10.0", "2.0", string.Empty }.Select(other => $"{context.CompareVersionTo(other)}")]));

    [Function(nameof(TellVersionsOfChildren))]
    public static async Task<string> TellVersionsOfChildren([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plain = await context.CallSubOrchestratorAsync<string>(nameof(TellVersion));
        var chosen = await context.CallSubOrchestratorAsync<string>(nameof(TellVersion), new SubOrchestrationOptions { Version = "7" });
        return $"{context.Version}/{plain}/{chosen}";
    }

    [Function(nameof(TellVersion))]
    public static Task<string> TellVersion([OrchestrationTrigger] TaskOrchestrationContext context)
        => Task.FromResult($"[{context.Version}]");

    [Function(nameof(TellVersionOfTheSecondGeneration))]
    public static Task<string> TellVersionOfTheSecondGeneration([OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        if (generation == 0)
            context.ContinueAsNew(1);
        return Task.FromResult(context.Version);
    }
}
