using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask;

namespace Conformance;

public abstract class VersionTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task Version_IsSeenByTheOrchestratorAndComparedByItsNumbers()
        => Assert.Equal("1.10.0 1 0 -1 1", await RunAsync(nameof(VersionFunctions.CompareVersions), "1.10.0"));

    [EngineFact]
    public async Task Version_OfAChild_IsItsOwnAndNotItsParents()
        => Assert.Equal("3/[]/[7]", await RunAsync(nameof(VersionFunctions.TellVersionsOfChildren), "3"));

    [EngineFact]
    public async Task Version_IsKeptByContinueAsNew()
        => Assert.Equal("5", await RunAsync(nameof(VersionFunctions.TellVersionOfTheSecondGeneration), "5", 0));

    private async Task<string> RunAsync(string name, string version, object? input = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions { Version = version });
        return (await Client.EndAsync(id)).Output();
    }
}
