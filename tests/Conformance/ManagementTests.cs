using Conformance.Hosts;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class ManagementTests
{
    [Fact]
    public async Task Purge_OfAnEndedInstance_RemovesIt()
    {
        await using var host = await ConformanceHost.StartAsync(Code);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "text");
        await host.Client.EndAsync(id);

        Assert.Equal(1, (await host.Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync(id));
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
    }

    [Fact]
    public async Task Purge_OfARunningInstance_DoesNothing()
    {
        await using var host = await ConformanceHost.StartAsync(Code);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.Client.WaitForInstanceStartAsync(id);

        Assert.Equal(0, (await host.Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        await host.Client.RaiseEventAsync(id, "Go", "still there");
        Assert.Equal("still there", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task PurgeAll_ByFilter_RemovesWhatItSelects()
    {
        await using var host = await ConformanceHost.StartAsync(Code);
        var ended = await host.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "text");
        await host.Client.EndAsync(ended);
        var terminated = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.Client.WaitForInstanceStartAsync(terminated);
        await host.Client.TerminateInstanceAsync(terminated);
        var created = (await host.Client.EndAsync(terminated)).CreatedAt;

        Assert.Equal(0, (await PurgeAsync(new(CreatedFrom: created.AddHours(1), Statuses: [OrchestrationRuntimeStatus.Completed]))));
        Assert.Equal(1, (await PurgeAsync(new(created.AddHours(-1), created.AddHours(1), [OrchestrationRuntimeStatus.Completed]))));
        Assert.Null(await host.Client.GetInstanceAsync(ended));
        Assert.NotNull(await host.Client.GetInstanceAsync(terminated));

        async Task<int> PurgeAsync(PurgeInstancesFilter filter) => (await host.Client.PurgeAllInstancesAsync(filter)).PurgedInstanceCount;
    }

    [Fact]
    public async Task Restart_UnderANewId_RunsAgainWithTheSameInput()
    {
        await using var host = await ConformanceHost.StartAsync(Code);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "text");
        await host.Client.EndAsync(id);
        var again = await host.Client.RestartAsync(id, restartWithNewInstanceId: true);

        Assert.NotEqual(id, again);
        Assert.Equal("text", (await host.Client.EndAsync(again)).Output());
        Assert.Equal("text", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Restart_OfAnUnknownInstance_IsRefused()
    {
        await using var host = await ConformanceHost.StartAsync(Code);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Client.RestartAsync("nobody"));
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsSeenByTheOrchestratorAndComparedByItsNumbers()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks => tasks.AddOrchestratorFunc<string>("Main", static context =>
            Task.FromResult($"{context.Version} {context.CompareVersionTo("1.9")} {context.CompareVersionTo("1.10.0")} {context.CompareVersionTo("2.0")} {context.CompareVersionTo(string.Empty)}")));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions { Version = "1.10.0" });

        Assert.Equal("1.10.0 1 0 -1 1", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Version_OfAChild_IsItsOwnAndNotItsParents()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks => tasks
            .AddOrchestratorFunc<string>("Main", static async context =>
            {
                var plain = await context.CallSubOrchestratorAsync<string>("Child");
                var chosen = await context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions { Version = "7" });
                return $"{context.Version}/{plain}/{chosen}";
            })
            .AddOrchestratorFunc<string>("Child", static context => Task.FromResult($"[{context.Version}]")));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions { Version = "3" });

        Assert.Equal("3/[]/[7]", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Version_IsKeptByContinueAsNew()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks => tasks.AddOrchestratorFunc<int, string>("Main", static (context, generation) =>
        {
            if (generation == 0)
                context.ContinueAsNew(1);
            return Task.FromResult(context.Version);
        }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", 0, new StartOrchestrationOptions { Version = "5" });

        Assert.Equal("5", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Tags_AreGivenBackWithTheMetadata()
    {
        await using var host = await ConformanceHost.StartAsync(Code);
        var tags = new Dictionary<string, string> { ["team"] = "north", ["kind"] = "trial" };
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "text", new StartOrchestrationOptions { Tags = tags });
        await host.Client.EndAsync(id);

        Assert.Equal(tags, (await host.Client.GetInstanceAsync(id, getInputsAndOutputs: true))!.Tags);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void TaskVersion_OfNothing_IsTheUnversionedOne(string? text) => Assert.Equal(default, new TaskVersion(text));

    [Fact]
    public void TaskVersion_OfBlanks_IsRefused() => Assert.Throws<ArgumentException>(() => new TaskVersion("  "));

    private static void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Echo", static (_, input) => Task.FromResult(input))
        .AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"));
}
