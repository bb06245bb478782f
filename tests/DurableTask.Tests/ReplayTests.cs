using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>Invariant I6: replay from nothing gives the same state. And what happens when it cannot.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Instances_WithAnyCacheSize_EndTheSame(int cacheSize)
    {
        await using var harness = await EngineHarness.StartAsync(Collector, change: options => options with { CacheSize = cacheSize });
        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
            ids.Add(await harness.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 5));
        for (var round = 0; round < 5; round++)
        {
            foreach (var id in ids)
                await harness.Client.RaiseEventAsync(id, "Letter", ((char)('a' + round)).ToString());
            await harness.RestAsync();
        }

        foreach (var id in ids)
            Assert.Equal("A0B1C2D3E4", (await harness.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Instance_AfterRestart_GoesOnWithGuidsTimesAndStatusAsBefore()
    {
        static void Code(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<string>("Main", static async context =>
        {
            var before = $"{context.NewGuid()} {context.CurrentUtcDateTime:o}";
            context.SetCustomStatus(before);
            await context.WaitForExternalEvent<string>("Go");
            return before;
        });
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.RestAsync();
        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync(id, "Go");

        var end = await harness.EndAsync(id);
        Assert.Equal(end.ReadCustomStatusAs<string>(), end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Replay_WhenTheCodeCallsAnotherActivity_FailsAndNamesBoth()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks => Twice(tasks, "Old"));
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.RestAsync();
        await harness.RestartAsync(static tasks => Twice(tasks, "New"));
        await harness.Client.RaiseEventAsync(id, "Go");

        var end = await harness.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("recorded a call of an activity named 'Old'", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("produced a call of an activity named 'New'", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(id, end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WhenTheCodeNoLongerCalls_FailsAndSaysSo()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks => Twice(tasks, "Old"));
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.RestAsync();
        await harness.RestartAsync(static tasks => tasks.AddOrchestratorFunc<string>("Main", static context => context.WaitForExternalEvent<string>("Go")));
        await harness.Client.RaiseEventAsync(id, "Go");

        Assert.Contains("has not produced it yet", (await harness.EndAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_IsSilentInReplaySafeLogs()
    {
        var seen = 0;
        void Code(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<string>("Main", async context =>
        {
            if (!context.IsReplaying)
                seen++;
            await context.WaitForExternalEvent<string>("Go");
            return context.IsReplaying ? "replaying" : "live";
        });
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.RestAsync();
        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync(id, "Go");

        Assert.Equal("live", (await harness.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(1, seen);
    }

    private static void Collector(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<int, string>("Collect", static async (context, count) =>
        {
            var all = string.Empty;
            for (var i = 0; i < count; i++)
            {
                using var source = new CancellationTokenSource();
                var letter = context.WaitForExternalEvent<string>("Letter");
                var timer = context.CreateTimer(TimeSpan.FromDays(3), source.Token);
                await Task.WhenAny(letter, timer);
                source.Cancel();
                all += await context.CallActivityAsync<string>("Upper", await letter) + i;
            }

            return all;
        })
        .AddActivityFunc<string, string>("Upper", static (_, text) => text.ToUpperInvariant());

    private static void Twice(DurableTaskRegistry tasks, string activity) => tasks
        .AddOrchestratorFunc<string>("Main", async context =>
        {
            await context.CallActivityAsync(activity);
            return await context.WaitForExternalEvent<string>("Go");
        })
        .AddActivityFunc(activity, static _ => Task.CompletedTask);
}
