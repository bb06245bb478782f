using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

/// <summary>What clients see of instances, and remove.</summary>
public sealed class QueryTests
{
    [Fact]
    public async Task Purge_OfAnEndedInstance_RemovesItAndLetsItsIdBeUsedAgain()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Completed);

        Assert.Equal(1, (await simulation.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Equal(0, (await simulation.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);

        Assert.Null(await simulation.Client.GetInstanceAsync("one"));
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task Purge_OfARunningInstance_IsRefused()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<InvalidOperationException>(() => simulation.Client.PurgeInstanceAsync("one"));

        Assert.Equal(OrchestrationRuntimeStatus.Running, await simulation.StatusAsync("one"));
    }

    [Fact]
    public async Task PurgeAll_ByTimeAndStatus_RemovesWhatItSelects()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("old", OrchestrationRuntimeStatus.Completed);
        await simulation.ReachAsync("failed", OrchestrationRuntimeStatus.Failed);
        await simulation.ReachAsync("running", OrchestrationRuntimeStatus.Running);
        await simulation.AdvanceAsync(TimeSpan.FromDays(1));
        await simulation.ReachAsync("new", OrchestrationRuntimeStatus.Completed);

        var (from, to) = (Simulation.Begin.AddHours(-1), Simulation.Begin.AddHours(1));
        var purged = await simulation.Client.PurgeAllInstancesAsync(
            new(from, to, [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running]));

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Equal(["failed", "new", "running"], await IdsAsync(simulation, new()));
    }

    [Fact]
    public async Task PurgeAll_WithoutAStatus_RemovesInstancesThatRunToo()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("ended", OrchestrationRuntimeStatus.Completed);
        await simulation.ReachAsync("running", OrchestrationRuntimeStatus.Running);

        var purged = await simulation.Client.PurgeAllInstancesAsync(new(Simulation.Begin.AddHours(-1), Simulation.Begin.AddHours(1)));

        Assert.Equal(2, purged.PurgedInstanceCount);
        await simulation.RestAsync();
        Assert.Empty(await IdsAsync(simulation, new()));
    }

    [Fact]
    public async Task GetAllInstances_ByPrefixAndStatus_PagesThroughAllOfThem()
    {
        await using var simulation = await Rules.StartAsync();
        for (var i = 0; i < 25; i++)
            await simulation.StartAsync("Wait", id: $"a-{i:00}");
        await simulation.StartAsync("Wait", id: "b-00");
        await simulation.Client.TerminateInstanceAsync("a-07");
        await simulation.RestAsync();

        var pages = new List<int>();
        var query = new OrchestrationQuery { InstanceIdPrefix = "a-", Statuses = [OrchestrationRuntimeStatus.Running], PageSize = 10 };
        await foreach (var page in simulation.Client.GetAllInstancesAsync(query).AsPages())
            pages.Add(page.Values.Count);

        Assert.Equal([10, 10, 4], pages);
        Assert.Equal(Enumerable.Range(0, 25).Where(static i => i != 7).Select(static i => $"a-{i:00}"), await IdsAsync(simulation, query));
    }

    [Fact]
    public async Task GetAllInstances_ByTimeOfCreation_GivesThoseInside()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.StartAsync("Wait", id: "first");
        await simulation.AdvanceAsync(TimeSpan.FromDays(1));
        await simulation.StartAsync("Wait", id: "second");

        Assert.Equal(["first"], await IdsAsync(simulation, new() { CreatedTo = Simulation.Begin.AddHours(1) }));
        Assert.Equal(["second"], await IdsAsync(simulation, new() { CreatedFrom = Simulation.Begin.AddHours(1) }));
    }

    [Fact]
    public async Task GetInstance_WithoutInputsAndOutputs_LeavesTheTextsOut()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Completed);

        var lean = (await simulation.Client.GetInstanceAsync("one", getInputsAndOutputs: false))!;

        Assert.Null(lean.SerializedOutput);
        Assert.Null(await simulation.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task History_TellsWhatHappened_AndOfLongEndedInstancesTheOutcome()
    {
        await using var simulation = await Simulation.StartAsync(Rules.Code(), new() { KeptHistories = 1 });
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Completed);

        Assert.Equal("ExecutionStarted EventRaised ExecutionCompleted", await HistoryAsync(simulation, "one"));
        await simulation.ReachAsync("two", OrchestrationRuntimeStatus.Completed);
        Assert.Equal("ExecutionStarted ExecutionCompleted", await HistoryAsync(simulation, "one"));
        await Assert.ThrowsAsync<ArgumentException>(() => simulation.Client.GetOrchestrationHistoryAsync("nobody"));
    }

    private static async Task<List<string>> IdsAsync(Simulation simulation, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var found in simulation.Client.GetAllInstancesAsync(query))
            ids.Add(found.InstanceId);
        return ids;
    }

    private static async Task<string> HistoryAsync(Simulation simulation, string id)
        => string.Join(' ', (await simulation.Client.GetOrchestrationHistoryAsync(id))
            .Select(static happened => $"{happened.EventType}")
            .Where(static type => !type.StartsWith("Orchestrator", StringComparison.Ordinal)));
}
