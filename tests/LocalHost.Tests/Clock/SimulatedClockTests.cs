using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

public sealed class SimulatedClockTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task MoveTo_PastTimers_FiresThemInOrderOfTheirTimes()
    {
        var clock = new SimulatedClock(Begin);
        var fired = new List<string>();
        await using var late = clock.CreateTimer(_ => fired.Add("late"), null, TimeSpan.FromDays(5), Timeout.InfiniteTimeSpan);
        await using var early = clock.CreateTimer(_ => fired.Add("early"), null, TimeSpan.FromDays(2), Timeout.InfiniteTimeSpan);

        clock.MoveTo(Begin.AddDays(9));

        Assert.Equal(["early", "late"], fired);
    }

    [Fact]
    public async Task MoveTo_WithTimersOfOneMoment_FiresThemAsTheyWereMade()
    {
        var clock = new SimulatedClock(Begin);
        var fired = new List<int>();
        var timers = Enumerable.Range(0, 50)
            .Select(number => clock.CreateTimer(_ => fired.Add(number), null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan))
            .ToArray();

        clock.MoveTo(Begin.AddDays(1));

        Assert.Equal(Enumerable.Range(0, 50), fired);
        foreach (var timer in timers)
            await timer.DisposeAsync();
    }

    [Fact]
    public async Task MoveTo_WithAPeriodicTimer_FiresItForEveryPeriod()
    {
        var clock = new SimulatedClock(Begin);
        var fired = 0;
        await using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromDays(1), TimeSpan.FromDays(2));

        clock.MoveTo(Begin.AddDays(7));

        Assert.Equal(4, fired);
        Assert.Equal(Begin.AddDays(9), clock.NextDue);
    }

    [Fact]
    public void MoveTo_AnEarlierMoment_ChangesNothing()
    {
        var clock = new SimulatedClock(Begin);

        clock.MoveTo(Begin.AddTicks(-1));

        Assert.Equal(Begin, clock.GetUtcNow());
    }

    [Fact]
    public void MoveTo_ALaterMoment_IsToldBeforeItIsShown()
    {
        var told = new List<(DateTimeOffset Moment, DateTimeOffset Shown)>();
        SimulatedClock clock = null!;
        clock = new SimulatedClock(Begin, moment => told.Add((moment, clock.GetUtcNow())));

        clock.MoveTo(Begin.AddDays(1));

        Assert.Equal([(Begin.AddDays(1), Begin)], told);
    }

    [Fact]
    public async Task Timer_ThatIsDisposedOrStopped_DoesNotFire()
    {
        var clock = new SimulatedClock(Begin);
        var fired = 0;
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        await using var stopped = clock.CreateTimer(_ => fired++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        clock.MoveTo(Begin.AddDays(2));

        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task Timer_DueAtOnce_FiresWithoutAMove()
    {
        var clock = new SimulatedClock(Begin);
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(Begin, clock.GetUtcNow());
    }
}
