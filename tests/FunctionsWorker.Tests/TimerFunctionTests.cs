using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests;

/// <summary>What the timer functions did, with the time they saw.</summary>
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
        ticks.Add($"{clock.GetUtcNow():yyyy-MM-ddTHH:mm} next {timer.ScheduleStatus!.Next:MM-ddTHH:mm}{(timer.IsPastDue ? " past due" : "")}");
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

public sealed class SweepFunction(Ticks ticks)
{
    [Function("Sweep")]
    public void Sweep([TimerTrigger("* * * * * *")] TimerInfo timer) => ticks.Add($"sweep {timer.IsPastDue}");
}

public sealed class TimerFunctionTests
{
    private readonly Ticks _ticks = new();

    [Fact]
    public async Task Timer_OnTheSimulatedClock_RunsAtEveryOccurrenceOnTheWay()
    {
        await using var app = await StartAsync(typeof(DailyFunction));

        await app.AdvanceAsync("P3D");

        Assert.Equal(
            ["2026-02-02T09:30 next 02-03T09:30", "2026-02-03T09:30 next 02-04T09:30", "2026-02-04T09:30 next 02-05T09:30"], _ticks.Seen);
    }

    [Fact]
    public async Task Timer_ThatFails_RunsAgainAtItsNextOccurrence()
    {
        await using var app = await StartAsync(typeof(FailingFunction));

        await app.AdvanceAsync("PT2H");

        Assert.Equal(["True", "True"], _ticks.Seen);
        Assert.Equal(2, app.Logs.Lines.Count(line => line.Text.Contains("Timer function Failing failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Timer_RunOnStartup_RunsWithoutItsSchedule()
    {
        await using var app = await StartAsync(typeof(StartupFunction));

        Assert.Equal("startup False", await Eventually.Within(_ticks.First.Task, "the run at start"));
    }

    [Fact]
    public async Task Timer_WithAnOccurrenceMissedWhileDown_RunsItAtStartAsPastDue()
    {
        using var folder = new TestFolder();
        await using (var first = await StartAsync(typeof(DailyFunction), folder, "2026-02-02T08:00:00Z"))
            Assert.Empty(_ticks.Seen);

        await using var second = await StartAsync(typeof(DailyFunction), folder, "2026-02-05T08:00:00Z");

        Assert.Equal("2026-02-05T08:00 next 02-05T09:30 past due", await Eventually.Within(_ticks.First.Task, "the missed run"));
    }

    [Fact]
    public async Task Timer_WhoseScheduleWasChanged_ForgetsTheOldOne()
    {
        using var folder = new TestFolder();
        await using (var first = await StartAsync(typeof(DailyFunction), folder))
            Assert.Empty(_ticks.Seen);

        await using var second = await StartAsync(typeof(DailyFunction), folder, "2026-02-05T08:00:00Z", "0 0 12 * * *");
        await second.AdvanceAsync("P1D");

        Assert.Equal(["2026-02-05T12:00 next 02-06T12:00"], _ticks.Seen);
    }

    [Fact]
    public async Task Timer_NamedAsRealTime_RunsThoughTheClockStandsStill()
    {
        await using var app = await TestApp.StartAsync(
            [typeof(SweepFunction)],
            builder => builder.Services.AddSingleton(_ticks),
            ["--clock", "simulated", "--now", "2026-02-02T08:00:00Z", "--LocalRuntime:RealTimeSchedules", "sweep"]);

        Assert.Equal("sweep False", await Eventually.Within(_ticks.First.Task, "a run on real time"));
        Assert.Equal("2026-02-02T08:00:00Z", (string)(await app.GetAsync("/admin/clock"))["now"]!);
    }

    private Task<TestApp> StartAsync(Type function, TestFolder? folder = null, string now = "2026-02-02T08:00:00Z", string schedule = "0 30 9 * * *")
        => TestApp.StartAsync(
            [function],
            builder => builder.Services.AddSingleton(_ticks),
            ["--clock", "simulated", "--now", now, "--DailySchedule", schedule],
            folder);
}
