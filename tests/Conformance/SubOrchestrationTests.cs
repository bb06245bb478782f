using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class SubOrchestrationTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task CallSubOrchestrator_GivesItsResultAndKnowsItsParent()
    {
        var end = await Client.RunAsync(nameof(SubOrchestrationFunctions.CompareChildsView));

        Assert.Equal("right", end.Output());
    }

    [EngineFact]
    public async Task CallSubOrchestrator_WithAnId_RunsUnderThatId()
    {
        var childId = NewId("child");

        var end = await Client.RunAsync(nameof(SubOrchestrationFunctions.CallChildByItsId), childId);

        Assert.Equal(childId, end.Output());
    }

    [EngineFact]
    public async Task CallSubOrchestrator_ThatFails_ThrowsWithItsDetails()
    {
        var end = await Client.RunAsync(nameof(SubOrchestrationFunctions.DescribeChildsFailure));

        Assert.Equal($"{nameof(SubOrchestrationFunctions.ThrowAtOnce)}: child broke", end.Output());
    }

    [EngineFact]
    public async Task CallSubOrchestrator_ManyAtOnce_AllAnswer()
    {
        var end = await Client.RunAsync(nameof(SubOrchestrationFunctions.SumOfManyChildren), 50);

        Assert.Equal("2450", end.Output());
    }

    [EngineFact]
    public async Task Orchestrator_ThatIsNotKnown_Fails()
    {
        var end = await Client.RunAsync(nameof(SubOrchestrationFunctions.CallUnknownChild));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
    }
}
