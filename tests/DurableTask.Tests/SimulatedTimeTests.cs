using ChildProtection.LocalRuntime.Clock;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>The engine on a clock that stands still until told.</summary>
public sealed class SimulatedTimeTests : IDisposable
{
    private readonly SimulatedClock _clock = new(CaseScript.Begin);

    public void Dispose() => _clock.Dispose();

    [Fact]
    public async Task Timers_OfMonths_FireInOrderAtTheirTimes()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks => tasks.AddOrchestratorFunc<string>("Year", static async context =>
        {
            var months = new List<string>();
            for (var i = 0; i < 12; i++)
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddMonths(1), CancellationToken.None);
                months.Add($"{context.CurrentUtcDateTime:MM-dd HH}");
            }

            return string.Join(' ', months);
        }), _clock);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Year", new StartOrchestrationOptions("year"));
        await harness.RestAsync();
        Assert.Equal(CaseScript.Begin.AddMonths(1), harness.Engine.NextTimerAt);

        await AdvanceAsync(harness, CaseScript.Begin.AddMonths(12));

        Assert.Equal(
            "04-02 09 05-02 09 06-02 09 07-02 09 08-02 09 09-02 09 10-02 09 11-02 09 12-02 09 01-02 09 02-02 09 03-02 09",
            (await harness.EndAsync("year")).ReadOutputAs<string>());
        Assert.Equal(12, harness.Engine.TimersFired);
        Assert.Null(harness.Engine.NextTimerAt);
    }

    [Fact]
    public async Task RetryPauses_RunOnRealTime_WhileTheClockStands()
    {
        var attempts = 0;
        await using var harness = await EngineHarness.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Main", context =>
                context.CallActivityAsync<string>("Try", TaskOptions.FromRetryPolicy(new(5, TimeSpan.FromMilliseconds(5)))))
            .AddActivityFunc<string>("Try", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("done")), _clock);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        // At rest counts a pending retry as not at rest: this returns only after the last attempt.
        await harness.RestAsync();

        Assert.Equal("done", (await harness.Client.GetInstanceAsync(id, true))!.ReadOutputAs<string>());
        Assert.Equal((3, CaseScript.Begin, 0L), (attempts, _clock.GetUtcNow(), harness.Engine.TimersFired));
    }

    [Fact]
    public async Task CancelledTimer_DoesNotStopTheClock()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
        {
            using var source = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), source.Token);
            await Task.WhenAny(timer, context.WaitForExternalEvent<string>("Go"));
            source.Cancel();
            return await context.WaitForExternalEvent<string>("End");
        }), _clock);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.Client.RaiseEventAsync(id, "Go");
        await harness.RestAsync();

        Assert.Null(harness.Engine.NextTimerAt);
        Assert.Equal(0, await AdvanceAsync(harness, CaseScript.Begin.AddDays(3)));
    }

    [Fact]
    public async Task ScheduledStart_IsPendingUntilItsTime_AndSurvivesARestart()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
                $"{context.CurrentUtcDateTime:MM-dd} {await context.WaitForExternalEvent<string>("Early")}"), _clock);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions("later", CaseScript.Begin.AddDays(7)));
        await harness.Client.RaiseEventAsync("later", "Early", "kept");
        await harness.RestAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await harness.Client.GetInstanceAsync("later"))!.RuntimeStatus);
        await harness.RestartAsync();
        await AdvanceAsync(harness, CaseScript.Begin.AddDays(8));

        Assert.Equal("03-09 kept", (await harness.EndAsync("later")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Restart_WithMoreTimersThanTheWindow_FiresAllInOrder()
    {
        await using var harness = await EngineHarness.StartAsync(static tasks => tasks.AddOrchestratorFunc<int, string>("Main", static async (context, days) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(days), CancellationToken.None);
            return $"{context.CurrentUtcDateTime:MM-dd}";
        }), _clock, static options => options with { TimerWindow = 4, CacheSize = 3 });
        foreach (var days in Enumerable.Range(1, 40).OrderBy(static i => i * 17 % 41))
            await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main", days, new StartOrchestrationOptions($"t-{days:00}"));
        await harness.RestAsync();
        await harness.RestartAsync();
        await harness.RestAsync();
        Assert.Equal(CaseScript.Begin.AddDays(1), harness.Engine.NextTimerAt);

        await AdvanceAsync(harness, CaseScript.Begin.AddDays(41));

        Assert.Equal(40, harness.Engine.TimersFired);
        foreach (var days in Enumerable.Range(1, 40))
            Assert.Equal($"{CaseScript.Begin.AddDays(days):MM-dd}", (await harness.EndAsync($"t-{days:00}")).ReadOutputAs<string>());
    }

    private async Task<int> AdvanceAsync(EngineHarness harness, DateTimeOffset target)
    {
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        return await _clock.AdvanceToAsync(target, harness.Engine.WhenAtRestAsync, null, limit.Token);
    }
}
