using ChildProtection.Tests.Support;
using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Timers;

public sealed class TimerFunctionTests : IDisposable
{
    private readonly Ticks _ticks = new();
    private readonly HeardLogs _logs = HeardLogs.From();
    private readonly ILoggerFactory _loggers;

    public TimerFunctionTests()
    {
        // The one setting that a schedule of these names; the host reads it where the worker's own settings come from.
        Environment.SetEnvironmentVariable("DailySchedule", "0 30 9 * * *");
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs));
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task Timer_OnTheSimulatedClock_RunsAtEveryOccurrenceOnTheWay()
    {
        await using var host = await StartAsync(typeof(DailyFunction));

        await host.AdvanceAsync("P3D");

        Assert.Equal(
            ["2026-02-02T09:30 next 02-03T09:30", "2026-02-03T09:30 next 02-04T09:30", "2026-02-04T09:30 next 02-05T09:30"], _ticks.Seen);
    }

    [Fact]
    public async Task Timer_ThatFails_RunsAgainAtItsNextOccurrence()
    {
        await using var host = await StartAsync(typeof(FailingFunction));

        await host.AdvanceAsync("PT2H");

        Assert.Equal(["True", "True"], _ticks.Seen);
        Assert.Equal(2, _logs.Lines.Count(line => line.Text.Contains("The timer function Failing failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Timer_RunOnStartup_RunsWithoutItsSchedule()
    {
        await using var host = await StartAsync(typeof(StartupFunction));

        Assert.Equal("startup False", await Gate.WithinAsync(_ticks.First.Task, "the run at start"));
    }

    [Fact]
    public async Task Timer_WithAnOccurrenceMissedWhileDown_RunsItAtStartAsPastDue()
    {
        using var folder = new TestFolder();
        await using (await StartAsync(typeof(DailyFunction), folder))
            Assert.Empty(_ticks.Seen);

        await using var second = await StartAsync(typeof(DailyFunction), folder, "2026-02-05T08:00:00Z");

        Assert.Equal("2026-02-05T08:00 next 02-05T09:30 past due", await Gate.WithinAsync(_ticks.First.Task, "the missed run"));
    }

    [Fact]
    public async Task Timer_WhoseScheduleWasChanged_ForgetsTheOldOne()
    {
        using var folder = new TestFolder();
        await using (await StartAsync(typeof(DailyFunction), folder))
            Assert.Empty(_ticks.Seen);
        var remembered = Path.Combine(folder.Path, ".local", "schedules.json");
        await File.WriteAllTextAsync(
            remembered, (await File.ReadAllTextAsync(remembered)).Replace("30 9", "0 7", StringComparison.Ordinal));

        await using var second = await StartAsync(typeof(DailyFunction), folder, "2026-02-05T08:00:00Z");
        await second.AdvanceAsync("PT2H");

        Assert.Equal(["2026-02-05T09:30 next 02-06T09:30"], _ticks.Seen);
    }

    [Fact]
    public async Task Timer_NamedAsRealTime_RunsThoughTheClockStandsStill_AndIsNotRemembered()
    {
        await using var host = FunctionsHost.In(settings: new LocalHostSettings { RealTimeSchedules = ["everysecond"] });
        await StartAsync(host, typeof(EverySecondFunction), "2026-02-02T08:00:00Z");

        Assert.Equal("False True", await Gate.WithinAsync(_ticks.First.Task, "a run on real time"));
        Assert.Equal("2026-02-02T08:00:00Z", (string)(await host.GetAsync("/admin/clock"))["now"]!);
    }

    [Fact]
    public async Task RealTimeSchedule_ThatIsNoTimerFunction_KeepsTheWorkerFromRunning()
    {
        await using var host = FunctionsHost.In(settings: new LocalHostSettings { RealTimeSchedules = ["Nobody"] });

        var fault = await Assert.ThrowsAsync<WorkerFaultException>(() => StartAsync(host, typeof(StartupFunction), "2026-02-02T08:00:00Z"));

        Assert.Contains("'Nobody' under realTimeSchedules", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_ThatCantBeRead_KeepsTheWorkerFromRunning_AndIsNamed()
    {
        await using var host = FunctionsHost.In();

        var fault = await Assert.ThrowsAsync<WorkerFaultException>(
            () => StartAsync(host, typeof(BadScheduleFunction), "2026-02-02T08:00:00Z"));

        Assert.Contains("BadSchedule", fault.Message, StringComparison.Ordinal);
        Assert.Contains("61", fault.Message, StringComparison.Ordinal);
    }

    private async Task<FunctionsHost> StartAsync(Type function, TestFolder? folder = null, string now = "2026-02-02T08:00:00Z")
    {
        var host = FunctionsHost.In(folder?.Path, _loggers);
        await StartAsync(host, function, now);
        return host;
    }

    private Task StartAsync(FunctionsHost host, Type function, string now)
        => host.StartAsync([function], builder => builder.Services.AddSingleton(_ticks), "--clock", "simulated", "--now", now);
}
