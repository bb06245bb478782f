using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class TimerFunctions
{
    /// <returns>How long after its due time the timer fired.</returns>
    [Function(nameof(TellDelayOfATimer))]
    public static async Task<TimeSpan> TellDelayOfATimer([OrchestrationTrigger] TaskOrchestrationContext context, TimeSpan pause)
    {
        var due = context.CurrentUtcDateTime + pause;
        await context.CreateTimer(due, CancellationToken.None);
        return context.CurrentUtcDateTime - due;
    }

    [Function(nameof(WaitForAPastTime))]
    public static async Task<string> WaitForAPastTime([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-400), CancellationToken.None);
        return "fired";
    }

    [Function(nameof(CancelATimer))]
    public static async Task<string> CancelATimer([OrchestrationTrigger] TaskOrchestrationContext context)
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
    }

    [Function(nameof(TellOrderOfTimers))]
    public static async Task<string> TellOrderOfTimers([OrchestrationTrigger] TaskOrchestrationContext context, int[] milliseconds)
    {
        var order = new List<int>();
        await Task.WhenAll(milliseconds.Select(async pause =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(pause), CancellationToken.None);
            order.Add(pause);
        }));
        return string.Join(',', order);
    }

    [Function(nameof(RaceATimerAgainstNothing))]
    public static async Task<string> RaceATimerAgainstNothing([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var waiter = context.WaitForExternalEvent<string>("Never");
        var timer = context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        return await Task.WhenAny(waiter, timer) == timer ? "timer" : "event";
    }

    [Function(nameof(RaceALongTimerAgainstAnAnswer))]
    public static async Task<string> RaceALongTimerAgainstAnAnswer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource();
        var waiter = context.WaitForExternalEvent<string>("Answer");
        var timer = context.CreateTimer(TimeSpan.FromDays(30), source.Token);
        if (await Task.WhenAny(waiter, timer) == timer)
            return "timer";
        source.Cancel();
        return await waiter;
    }

    [Function(nameof(WaitUntilTimeIsUp))]
    public static async Task<string> WaitUntilTimeIsUp([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Never", TimeSpan.FromMilliseconds(10));
        }
        catch (TaskCanceledException)
        {
            return "time is up";
        }
    }

    [Function(nameof(LeaveATimerOpen))]
    public static Task<string> LeaveATimerOpen([OrchestrationTrigger] TaskOrchestrationContext context, TimeSpan pause)
    {
        _ = context.CreateTimer(pause, CancellationToken.None);
        context.SetCustomStatus(context.CurrentUtcDateTime);
        return Task.FromResult("done");
    }
}
