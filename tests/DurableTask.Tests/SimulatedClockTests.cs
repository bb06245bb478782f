using ChildProtection.LocalRuntime.Clock;

namespace DurableTask.Tests;

public sealed class SimulatedClockTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Advance_StopsAtEveryTimerAndComesToRestThere()
    {
        using var clock = new SimulatedClock(Begin);
        var log = new List<string>();
        await using var late = clock.CreateTimer(_ => log.Add($"late {Day(clock)}"), null, TimeSpan.FromDays(5), Timeout.InfiniteTimeSpan);
        await using var early = clock.CreateTimer(_ => log.Add($"early {Day(clock)}"), null, TimeSpan.FromDays(2), Timeout.InfiniteTimeSpan);

        var fired = await clock.AdvanceToAsync(Begin.AddDays(9), Rest, moment => log.Add($"moved {moment:dd}"), CancellationToken.None);

        Assert.Equal(2, fired);
        Assert.Equal("rest 1|moved 03|early 3|rest 3|moved 06|late 6|rest 6|moved 10|rest 10", string.Join('|', log));

        Task Rest(CancellationToken cancellation)
        {
            log.Add($"rest {Day(clock)}");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Advance_ServesTimersThatTheWayCreates()
    {
        using var clock = new SimulatedClock(Begin);
        var times = new List<int>();
        ITimer? second = null;
        await using var first = clock.CreateTimer(
            _ => second = clock.CreateTimer(_ => times.Add(Day(clock)), null, TimeSpan.FromDays(1), TimeSpan.FromDays(2)), null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);

        await clock.AdvanceToAsync(Begin.AddDays(7), static _ => Task.CompletedTask, null, CancellationToken.None);

        Assert.Equal([3, 5, 7], times);
        await second!.DisposeAsync();
    }

    [Fact]
    public async Task Advance_IntoThePast_IsRefused()
    {
        using var clock = new SimulatedClock(Begin);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            clock.AdvanceToAsync(Begin.AddTicks(-1), static _ => Task.CompletedTask, null, CancellationToken.None));
        Assert.Equal(Begin, clock.GetUtcNow());
    }

    [Fact]
    public async Task Timer_ThatIsDisposedOrStopped_DoesNotFire()
    {
        using var clock = new SimulatedClock(Begin);
        var fired = 0;
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        await using var stopped = clock.CreateTimer(_ => fired++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        await clock.AdvanceToAsync(Begin.AddDays(2), static _ => Task.CompletedTask, null, CancellationToken.None);

        Assert.Equal(0, fired);
    }

    private static int Day(SimulatedClock clock) => clock.GetUtcNow().Day;
}
