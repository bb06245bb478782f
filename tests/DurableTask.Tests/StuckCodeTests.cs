using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>F14: an orchestrator that blocks its thread fails, and the engine goes on without it.</summary>
public sealed class StuckCodeTests : IDisposable
{
    private readonly ManualResetEventSlim _never = new();

    public void Dispose()
    {
        // Lets the abandoned threads end.
        _never.Set();
        _never.Dispose();
    }

    [Fact]
    public async Task Orchestrator_ThatBlocksItsThread_Fails_AndTheOthersGoOn()
    {
        var block = _never;
        await using var harness = await StartAsync(block);
        var other = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Well");
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Stuck", "first step");
        await harness.Client.RaiseEventAsync(other, "Go", "on");

        Assert.Equal("on", (await harness.EndAsync(other)).ReadOutputAs<string>());
        var end = await harness.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains($"Orchestration 'Stuck', instance '{id}', has kept its thread", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("ExecutionStarted", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_ThatBlocksAfterAnEvent_IsNamedWithItsMethodAndTheEvent()
    {
        var block = _never;
        await using var harness = await StartAsync(block);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Stuck", "after an event");
        await harness.RestAsync();
        await harness.Client.RaiseEventAsync(id, "Go", "now");

        var message = (await harness.EndAsync(id)).FailureDetails!.ErrorMessage;
        Assert.Contains("while answering EventRaised 'Go'", message, StringComparison.Ordinal);
        Assert.Contains(nameof(StuckCodeTests), message, StringComparison.Ordinal);
        // Events that were acknowledged before are in its history all the same (I1).
        var history = await harness.Engine.ReadHistoryAsync(id, CancellationToken.None);
        Assert.Contains(history!.Events, static e => e is { Kind: "EventRaised", Name: "Go" });
    }

    [Fact]
    public async Task SeveralStuckAtOnce_AreEndedOneAfterTheOther_AndTheEngineCloses()
    {
        var block = _never;
        await using var harness = await StartAsync(block);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add(await harness.Client.ScheduleNewOrchestrationInstanceAsync("Stuck", "first step"));
        foreach (var id in ids)
            Assert.Equal(OrchestrationRuntimeStatus.Failed, (await harness.EndAsync(id)).RuntimeStatus);

        await harness.Engine.StopAsync(CancellationToken.None);
        Invariants.Check(harness.DatabasePath, static _ => { });
    }

    private static Task<EngineHarness> StartAsync(ManualResetEventSlim block) => EngineHarness.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<string, string>("Stuck", async (context, when) =>
            {
                if (when == "after an event")
                    await context.WaitForExternalEvent<string>("Go");
                block.Wait();
                return when;
            })
            .AddOrchestratorFunc<string>("Well", static context => context.WaitForExternalEvent<string>("Go")),
        change: static options => options with { StepLimit = TimeSpan.FromMilliseconds(400) });
}
