using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

/// <summary>What the durable extension does with a start on Azure Storage, as the official client tells it.</summary>
public sealed class StartRulesTests
{
    [Fact]
    public async Task Schedule_WithTheIdOfARunningInstance_IsRefused()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.StartAsync("Wait", id: "one");

        var error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => simulation.StartAsync("Wait", id: "one"));

        Assert.Equal("OrchestrationAlreadyExistsException", error.GetType().Name);
        Assert.Equal("An Orchestration instance with the ID one already exists.", error.Message);
    }

    [Fact]
    public async Task Schedule_TwentyTimesAtOnceWithOneId_StartsOne()
    {
        await using var simulation = await Rules.StartAsync();

        var calls = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(() => simulation.StartAsync("Wait", id: "one"))));

        Assert.Single(calls, static error => error is null);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, false)]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true)]
    public async Task ScheduleAndRestart_UnderAnIdInEveryState_ReplaceOnlyWhatHasEnded(OrchestrationRuntimeStatus status, bool replaced)
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", status);
        await simulation.ReachAsync("two", status);

        var restart = await Record.ExceptionAsync(() => simulation.Client.RestartAsync("one"));
        var start = await Record.ExceptionAsync(() => simulation.StartAsync("Wait", id: "two"));

        Assert.Equal((replaced, replaced), (restart is null, start is null));
        Assert.Equal(replaced ? OrchestrationRuntimeStatus.Running : status, await simulation.StatusAsync("two"));
    }

    [Fact]
    public async Task Schedule_WithDedupeStatuses_LeavesAnEndedInstanceOfThatStatus()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Completed);
        await simulation.ReachAsync("two", OrchestrationRuntimeStatus.Failed);
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => simulation.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options));
        await simulation.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options with { InstanceId = "two" });

        Assert.Equal(OrchestrationRuntimeStatus.Running, await simulation.StatusAsync("two"));
    }

    [Fact]
    public async Task Schedule_WhereTheHostAllowsIt_TakesTheRunningInstancesPlace()
    {
        await using var simulation = await Simulation.StartAsync(Rules.Code(), new() { ReplaceRunningInstances = true });
        await simulation.StartAsync("Sleep", id: "one");
        await simulation.RestAsync();

        await simulation.StartAsync("Wait", id: "one");
        await simulation.Client.RaiseEventAsync("one", "Go", "on");

        Assert.Equal("on", (await simulation.EndAsync("one")).ReadOutputAs<string>());
        Assert.Null(simulation.Clock.NextDue);
    }

    [Fact]
    public async Task Schedule_ForLater_IsPendingUntilItsTime()
    {
        await using var simulation = await Rules.StartAsync();
        var id = await simulation.StartAsync("Now", at: Simulation.Begin.AddDays(7));
        await simulation.AdvanceAsync(TimeSpan.FromDays(6));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await simulation.StatusAsync(id));

        await simulation.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal("03-09 09:00", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Tags_AreGivenBack_AndKeptByANewGenerationAndAChild()
    {
        await using var simulation = await Rules.StartAsync();
        var options = new StartOrchestrationOptions("one") { Tags = new Dictionary<string, string> { ["team"] = "north" }, Version = "5" };
        await simulation.Client.ScheduleNewOrchestrationInstanceAsync("Parent", 0, options);
        await simulation.RestAsync();

        Assert.Equal("north", (await simulation.LookAsync("one")).Tags["team"]);
        Assert.Equal("north", (await simulation.LookAsync("the-child")).Tags["team"]);
        Assert.Equal("5", (await simulation.LookAsync("one")).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task SubOrchestration_UnderTheIdOfARunningInstance_IsNotStarted()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.StartAsync("Wait", id: "the-child");
        await simulation.StartAsync("Parent", 1, id: "parent");
        // The child still runs when its second start comes.
        await simulation.RestAsync();
        await simulation.Client.RaiseEventAsync("the-child", "Go", "on");

        Assert.Equal("on", (await simulation.EndAsync("the-child")).ReadOutputAs<string>());
        await simulation.RestAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, await simulation.StatusAsync("parent"));
    }
}
