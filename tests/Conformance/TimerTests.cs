namespace Conformance;

public sealed class TimerTests
{
    [Fact]
    public async Task CreateTimer_InTheFuture_FiresNotBeforeItsTime()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                var due = context.CurrentUtcDateTime.AddMilliseconds(50);
                await context.CreateTimer(due, CancellationToken.None);
                return context.CurrentUtcDateTime >= due ? "in time" : "early";
            }),
            "Main");

        Assert.Equal("in time", end.Output());
    }

    [Fact]
    public async Task CreateTimer_InThePast_FiresAtOnce()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-400), CancellationToken.None);
                return "fired";
            }),
            "Main");

        Assert.Equal("fired", end.Output());
    }

    [Fact]
    public async Task CreateTimer_WhenCancelled_ThrowsAndHoldsNothingBack()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                using var source = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), source.Token);
                source.Cancel();
                try
                {
                    await timer;
                    return "fired";
                }
                catch (TaskCanceledException)
                {
                    return "cancelled";
                }
            }),
            "Main");

        Assert.Equal("cancelled", end.Output());
    }

    [Fact]
    public async Task CreateTimer_SeveralAtOnce_FireInOrderOfTheirTimes()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                var order = new List<int>();
                await Task.WhenAll(new[] { 60, 20, 40 }.Select(async milliseconds =>
                {
                    await context.CreateTimer(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);
                    order.Add(milliseconds);
                }));
                return string.Join(',', order);
            }),
            "Main");

        Assert.Equal("20,40,60", end.Output());
    }

    [Fact]
    public async Task WhenAny_OfEventAndTimer_TimerWins()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                var waiter = context.WaitForExternalEvent<string>("Never");
                var timer = context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
                return await Task.WhenAny(waiter, timer) == timer ? "timer" : "event";
            }),
            "Main");

        Assert.Equal("timer", end.Output());
    }

    [Fact]
    public async Task WhenAny_OfEventAndTimer_EventWinsAndTheTimerIsCancelled()
    {
        await using var host = await Hosts.ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                using var source = new CancellationTokenSource();
                var waiter = context.WaitForExternalEvent<string>("Answer");
                var timer = context.CreateTimer(TimeSpan.FromDays(30), source.Token);
                if (await Task.WhenAny(waiter, timer) == timer)
                    return "timer";
                source.Cancel();
                return await waiter;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.RaiseEventAsync(id, "Answer", "yes");

        Assert.Equal("yes", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task WaitForExternalEvent_WhenItsTimePasses_ThrowsTaskCanceled()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("Never", TimeSpan.FromMilliseconds(10));
                }
                catch (TaskCanceledException)
                {
                    return "time is up";
                }
            }),
            "Main");

        Assert.Equal("time is up", end.Output());
    }

    [Fact]
    public async Task Orchestrator_WithAnOpenTimer_CompletesOnlyWhenItHasFired()
    {
        await using var host = await Hosts.ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static context =>
            {
                _ = context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
                context.SetCustomStatus(context.CurrentUtcDateTime);
                return Task.FromResult("done");
            }));
        var end = await host.Client.EndAsync(await host.Client.ScheduleNewOrchestrationInstanceAsync("Main"));

        Assert.Equal("done", end.Output());
        Assert.True(end.LastUpdatedAt.UtcDateTime >= end.ReadCustomStatusAs<DateTime>().AddMilliseconds(200), $"ended at {end.LastUpdatedAt:O}");
    }
}
