using Conformance.Hosts;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class ClientTests
{
    [Fact]
    public async Task GetInstance_OfAnUnknownId_GivesNull()
    {
        await using var host = await ConformanceHost.StartAsync(Wait);

        Assert.Null(await host.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task GetInstance_WithoutInputsAndOutputs_LeavesTheTextsOut()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string, string>("Main", static (_, input) => Task.FromResult(input)));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", "text");
        await host.Client.EndAsync(id);

        var lean = await host.Client.GetInstanceAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, lean!.RuntimeStatus);
        Assert.Null(lean.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => lean.ReadOutputAs<string>());
        var full = await host.Client.GetInstanceAsync(id, getInputsAndOutputs: true);
        Assert.Equal(("text", "text"), (full!.ReadInputAs<string>(), full.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task SetCustomStatus_IsSeenWhileRunning()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEvent<string>("Go");
                context.SetCustomStatus("done");
                return "end";
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.ReachedAsync(id, "waiting");
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.Client.RaiseEventAsync(id, "Go");

        Assert.Equal("done", (await host.Client.EndAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Terminate_EndsAWaitingInstanceWithTheOutput()
    {
        await using var host = await ConformanceHost.StartAsync(Wait);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.Client.WaitForInstanceStartAsync(id);
        await host.Client.TerminateInstanceAsync(id, "stopped");

        var end = await host.Client.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("stopped", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_WithARecordAsOutput_GivesItBack()
    {
        await using var host = await ConformanceHost.StartAsync(Wait);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.Client.WaitForInstanceStartAsync(id);
        await host.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(new Reason("closed", 3)));

        Assert.Equal(new Reason("closed", 3), (await host.Client.EndAsync(id)).ReadOutputAs<Reason>());
    }

    [Fact]
    public async Task Schedule_ForLater_IsPendingUntilItsTime()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static context => Task.FromResult($"{context.CurrentUtcDateTime:o}")));
        var at = DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 300);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions(StartAt: at));

        var began = DateTime.Parse((await host.Client.EndAsync(id)).Output(), null, System.Globalization.DateTimeStyles.RoundtripKind);
        Assert.True(began >= at.UtcDateTime, $"began at {began:o}, asked for {at:o}");
    }

    [Fact]
    public async Task GetAllInstances_ByPrefixAndStatus_PagesThroughAllOfThem()
    {
        await using var host = await ConformanceHost.StartAsync(Wait);
        foreach (var i in Enumerable.Range(0, 25))
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions($"a-{i:00}"));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("b-00"));
        foreach (var i in Enumerable.Range(0, 25))
            await host.Client.WaitForInstanceStartAsync($"a-{i:00}");
        await host.Client.TerminateInstanceAsync("a-07");
        await host.Client.EndAsync("a-07");

        var query = new OrchestrationQuery { InstanceIdPrefix = "a-", Statuses = [OrchestrationRuntimeStatus.Running], PageSize = 10 };
        var pages = new List<int>();
        var ids = new List<string>();
        await foreach (var page in host.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page.Values.Count);
            ids.AddRange(page.Values.Select(static found => found.InstanceId));
        }

        Assert.All(pages, static size => Assert.InRange(size, 0, 10));
        Assert.Equal(Enumerable.Range(0, 25).Where(static i => i != 7).Select(static i => $"a-{i:00}"), ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GetAllInstances_ByTimeOfCreation_GivesThoseInside()
    {
        await using var host = await ConformanceHost.StartAsync(Wait);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        var created = (await host.Client.WaitForInstanceStartAsync(id)).CreatedAt;

        Assert.Equal([id], await Ids(new() { CreatedFrom = created.AddMinutes(-1), CreatedTo = created.AddMinutes(1) }));
        Assert.Empty(await Ids(new() { CreatedFrom = created.AddMinutes(1) }));
        Assert.Empty(await Ids(new() { CreatedTo = created.AddMinutes(-1) }));

        async Task<List<string>> Ids(OrchestrationQuery query)
        {
            var ids = new List<string>();
            await foreach (var found in host.Client.GetAllInstancesAsync(query))
                ids.Add(found.InstanceId);
            return ids;
        }
    }

    [Fact]
    public async Task Schedule_WithTheIdOfAnEndedInstance_ReplacesIt()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string, string>("Main", static (_, input) => Task.FromResult(input)));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", "first", new StartOrchestrationOptions("again"));
        Assert.Equal("first", (await host.Client.EndAsync("again")).Output());
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", "second", new StartOrchestrationOptions("again"));

        OrchestrationMetadata end;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
            end = await host.Client.WaitForInstanceCompletionAsync("again", true, limit.Token);
        while (end.Output() == "first");
        Assert.Equal("second", end.Output());
    }

    private sealed record Reason(string Text, int Number);

    private static void Wait(DurableTaskRegistry tasks)
        => tasks.AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"));
}
