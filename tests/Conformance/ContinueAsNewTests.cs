using Conformance.Hosts;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task ContinueAsNew_StartsTheNextGenerationWithItsInput()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<int, string>("Main", static async (context, round) =>
                {
                    var next = await context.CallActivityAsync<int>("Next", round);
                    if (next < 10)
                        context.ContinueAsNew(next);
                    return $"round {next}";
                })
                .AddActivityFunc<int, int>("Next", static (_, i) => i + 1),
            "Main", 0);

        Assert.Equal("round 10", end.Output());
        Assert.Equal(9, end.ReadInputAs<int>());
    }

    [Fact]
    public async Task ContinueAsNew_UnderAStormOfEvents_LosesNone()
    {
        const int Events = 300;
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<int[], int>("Main", static async (context, seen) =>
            {
                var next = await context.WaitForExternalEvent<int>("Number");
                int[] all = [.. seen, next];
                if (all.Length < Events)
                    context.ContinueAsNew(all);
                return all.Distinct().Count();
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", Array.Empty<int>());
        await Task.WhenAll(Enumerable.Range(0, Events).Select(i => host.Client.RaiseEventAsync(id, "Number", i)));

        var end = await host.Client.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(Events, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task ContinueAsNew_WithUnclaimedEventsOfOtherNames_KeepsTheirOrder()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<int, string>("Main", static async (context, generation) =>
            {
                if (generation == 0)
                {
                    await context.WaitForExternalEvent<string>("Go");
                    context.ContinueAsNew(1);
                    return string.Empty;
                }

                var all = string.Empty;
                for (var i = 0; i < 3; i++)
                    all += await context.WaitForExternalEvent<string>("Letter");
                return all;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", 0);
        await host.Client.RaiseEventAsync(id, "Letter", "a");
        await host.Client.RaiseEventAsync(id, "Letter", "b");
        await host.Client.RaiseEventAsync(id, "Go");
        await host.Client.RaiseEventAsync(id, "Letter", "c");

        Assert.Equal("abc", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task ContinueAsNew_WithoutPreserving_DropsUnclaimedEvents()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<int, string>("Main", static async (context, generation) =>
            {
                if (generation == 0)
                {
                    await context.WaitForExternalEvent<string>("Go");
                    context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                    return string.Empty;
                }

                context.SetCustomStatus("second");
                return await context.WaitForExternalEvent<string>("Letter");
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", 0);
        await host.Client.RaiseEventAsync(id, "Letter", "dropped");
        await host.Client.RaiseEventAsync(id, "Go");
        await host.Client.ReachedAsync(id, "second");
        await host.Client.RaiseEventAsync(id, "Letter", "taken");

        Assert.Equal("taken", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task ContinueAsNew_KeepsTheCustomStatus()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<int, string>("Main", static (context, generation) =>
            {
                if (generation == 0)
                {
                    context.SetCustomStatus("set once");
                    context.ContinueAsNew(1);
                }

                return Task.FromResult("end");
            }),
            "Main", 0);

        Assert.Equal("end", end.Output());
        Assert.Equal("set once", end.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_ThenThrowing_Fails()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static Task<string> (context) =>
            {
                context.ContinueAsNew();
                throw new InvalidOperationException("too late");
            }),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("too late", end.FailureDetails!.ErrorMessage);
    }
}
