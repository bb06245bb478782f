using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>Code that leaves the durable context fails its instance, and the message says what was awaited.</summary>
public sealed class ForeignAwaitTests
{
    [Fact]
    public async Task Await_OfTaskDelay_FailsAndNamesIt()
    {
        var message = await FailureOf(static async _ =>
        {
            await Task.Delay(TimeSpan.FromMinutes(10), TimeProvider.System);
            return "never";
        });

        Assert.Contains("Task.Delay", message, StringComparison.Ordinal);
        Assert.Contains(nameof(Await_OfTaskDelay_FailsAndNamesIt), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Await_OfTaskRun_Fails()
    {
        var open = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.Contains("not a durable task", await FailureOf(async _ => await Task.Run(() => open.Task)), StringComparison.Ordinal);
        open.SetResult("too late");
    }

    [Fact]
    public async Task Await_OfTaskRunBesideAWaiter_IsFoundWhenItContinues()
        => Assert.Contains("not a durable task", await FailureOf(static async context =>
        {
            _ = context.WaitForExternalEvent<string>("Never");
            await Task.Delay(1);
            return "never";
        }), StringComparison.Ordinal);

    [Fact]
    public async Task Await_WithConfigureAwaitFalse_IsFoundWhenTheContextIsUsed()
        => Assert.Contains("not a durable task", await FailureOf(static async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None).ConfigureAwait(false);
            return context.NewGuid().ToString();
        }), StringComparison.Ordinal);

    [Fact]
    public async Task ContinueWith_OnADurableTask_StaysOnTheOrchestratorsThread()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
#pragma warning disable CA2008 // The current scheduler is the orchestrator's own: that is what this proves.
            return await timer.ContinueWith(_ => context.NewGuid() != Guid.Empty ? "same thread" : string.Empty);
#pragma warning restore CA2008
        }));
        var end = await harness.EndAsync(await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main"));

        Assert.Equal("same thread", end.ReadOutputAs<string>());
    }

    private static async Task<string> FailureOf(Func<TaskOrchestrationContext, Task<string>> code)
    {
        await using var harness = await EngineHarness.StartAsync(tasks => tasks.AddOrchestratorFunc("Main", code));
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        var end = await harness.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("'Main'", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(id, end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        return end.FailureDetails.ErrorMessage;
    }
}
