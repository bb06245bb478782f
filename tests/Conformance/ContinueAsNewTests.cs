using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class ContinueAsNewTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task ContinueAsNew_StartsTheNextGenerationWithItsInput()
    {
        var end = await Client.RunAsync(nameof(ContinueAsNewFunctions.CountRoundsToTen), 0);

        Assert.Equal("round 10", end.Output());
        Assert.Equal(9, end.ReadInputAs<int>());
    }

    [EngineFact]
    public async Task ContinueAsNew_UnderAStormOfEvents_LosesNone()
    {
        const int Events = 300;
        var id = await Client.StartAsync(nameof(ContinueAsNewFunctions.CollectByGenerations), new Collected(Events, []));
        await Task.WhenAll(Enumerable.Range(0, Events).Select(i => Client.RaiseEventAsync(id, "Number", i)));

        var end = await Client.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(Events, end.ReadOutputAs<int>());
    }

    [EngineFact]
    public async Task ContinueAsNew_WithUnclaimedEventsOfOtherNames_KeepsThem()
    {
        var id = await Client.StartAsync(nameof(ContinueAsNewFunctions.TakeLettersInTheSecondGeneration), 0);
        await Client.RaiseEventAsync(id, "Letter", "a");
        await Client.RaiseEventAsync(id, "Letter", "b");
        await Client.RaiseEventAsync(id, "Go");
        await Client.RaiseEventAsync(id, "Letter", "c");

        // What nobody has claimed is sent again, and what comes meanwhile may come before it.
        Assert.Equal("abc", string.Concat((await Client.EndAsync(id)).Output().Order()));
    }

    [EngineFact]
    public async Task ContinueAsNew_WithoutPreserving_DropsUnclaimedEvents()
    {
        var id = await Client.StartAsync(nameof(ContinueAsNewFunctions.DropLettersOfTheFirstGeneration), 0);
        await Client.RaiseEventAsync(id, "Letter", "dropped");
        await Client.RaiseEventAsync(id, "Go");
        await Client.ReachedAsync(id, "second");
        await Client.RaiseEventAsync(id, "Letter", "taken");

        Assert.Equal("taken", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task ContinueAsNew_KeepsTheCustomStatus()
    {
        var end = await Client.RunAsync(nameof(ContinueAsNewFunctions.SetStatusInTheFirstGeneration), 0);

        Assert.Equal("end", end.Output());
        Assert.Equal("set once", end.ReadCustomStatusAs<string>());
    }

    [EngineFact]
    public async Task ContinueAsNew_ThenThrowing_Fails()
    {
        var end = await Client.RunAsync(nameof(ContinueAsNewFunctions.ThrowAfterContinueAsNew));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.EndsWith("too late", end.Failure(), StringComparison.Ordinal);
    }
}
