using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Tests.Timers;

/// <summary>What timer functions did, with the time they saw.</summary>
public sealed class Ticks
{
    public ConcurrentQueue<string> Seen { get; } = new();

    public TaskCompletionSource<string> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(string tick)
    {
        Seen.Enqueue(tick);
        First.TrySetResult(tick);
    }
}

public sealed class DailyFunction(Ticks ticks, TimeProvider clock)
{
    [Function("Daily")]
    public async Task Daily([TimerTrigger("%DailySchedule%")] TimerInfo timer)
    {
        await Task.Yield();
        ticks.Add(
            $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm} next {timer.ScheduleStatus!.Next:MM-ddTHH:mm}{(timer.IsPastDue ? " past due" : "")}");
    }
}

public sealed class FailingFunction(Ticks ticks)
{
    [Function("Failing")]
    public void Failing([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer)
    {
        ticks.Add($"{timer.ScheduleStatus is null}");
        throw new InvalidOperationException("every time");
    }
}

public sealed class StartupFunction(Ticks ticks)
{
    [Function("Startup")]
    public void Startup([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => ticks.Add($"startup {timer.IsPastDue}");
}

public sealed class EverySecondFunction(Ticks ticks)
{
    [Function("EverySecond")]
    public void EverySecond([TimerTrigger("* * * * * *")] TimerInfo timer)
        => ticks.Add($"{timer.IsPastDue} {timer.ScheduleStatus is null}");
}

public sealed class SlowFunction(Gate gate)
{
    [Function("Slow")]
    public async Task Slow([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        gate.Entered.TrySetResult($"{timer.IsPastDue}");
        await using var told = cancellation.Register(() => gate.Cancelled.TrySetResult("told"));
        await gate.Leave.Task;
    }
}

public sealed class BadScheduleFunction
{
    [Function("BadSchedule")]
    public static void BadSchedule([TimerTrigger("0 61 * * * *")] TimerInfo timer) => Console.Write(timer);
}
