using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

public sealed class ClockMoverTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock = new(Begin);
    private readonly Part _part = new();
    private long _fired;

    [Fact]
    public async Task Advance_PastTimers_ComesToRestAtEachBeforeItGoesOn()
    {
        var seen = new List<string>();
        await using var late = Timer(5, () => Work(seen, "late"));
        await using var early = Timer(2, () => Work(seen, "early"));
        using var mover = new ClockMover(_clock, [_part], () => _fired);

        var move = await mover.AdvanceAsync(static now => now.AddDays(9), CancellationToken.None);

        Assert.Equal(["early began on day 3", "early ended on day 3", "late began on day 6", "late ended on day 6"], seen);
        Assert.Equal(new ClockMove(Begin.AddDays(9), 2), move);
    }

    [Fact]
    public async Task Advance_WithATimerThatMakesAnother_ServesThatToo()
    {
        var days = new List<int>();
        ITimer? second = null;
        await using var first = Timer(1, () => second = Timer(3, () => days.Add(_clock.GetUtcNow().Day)));
        using var mover = new ClockMover(_clock, [_part], () => _fired);

        await mover.AdvanceAsync(static now => now.AddDays(9), CancellationToken.None);

        Assert.Equal([5], days);
        await second!.DisposeAsync();
    }

    [Fact]
    public async Task Advance_WhilePartsWork_WaitsBeforeTheFirstMove()
    {
        _part.Begin();
        using var mover = new ClockMover(_clock, [_part], () => _fired);

        var move = mover.AdvanceAsync(static now => now.AddDays(1), CancellationToken.None);
        Assert.Equal(Begin, _clock.GetUtcNow());
        _part.End();

        Assert.Equal(Begin.AddDays(1), (await move).Now);
    }

    [Fact]
    public async Task Advance_IntoThePast_IsRefused()
    {
        using var mover = new ClockMover(_clock, [_part], () => _fired);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => mover.AdvanceAsync(static now => now.AddTicks(-1), CancellationToken.None));
        Assert.Equal(Begin, _clock.GetUtcNow());
    }

    [Fact]
    public async Task Advance_WithAPartThatDoesNotComeToRest_TellsWhatItIsAndStaysWhereItCameTo()
    {
        await using var timer = Timer(3, _part.Begin);
        using var mover = new ClockMover(_clock, [_part], () => _fired, TimeSpan.FromMilliseconds(50));

        var error = await Assert.ThrowsAsync<ClockHeldException>(
            () => mover.AdvanceAsync(static now => now.AddDays(9), CancellationToken.None));

        Assert.Equal((Begin.AddDays(3), "instance a waits for a worker"), (error.Now, error.Reasons));
        Assert.Equal(Begin.AddDays(3), mover.Now);
    }

    [Fact]
    public async Task Advance_AfterItWasHeld_GoesOnWhereItCameTo()
    {
        _part.Begin();
        using var mover = new ClockMover(_clock, [_part], () => _fired, TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<ClockHeldException>(() => mover.AdvanceAsync(static now => now.AddDays(9), CancellationToken.None));
        _part.End();

        Assert.Equal(Begin.AddDays(9), (await mover.AdvanceAsync(static now => now.AddDays(9), CancellationToken.None)).Now);
    }

    [Fact]
    public async Task Advance_WhileLessAndLessIsLeft_IsPatient()
    {
        var patience = TimeSpan.FromMilliseconds(400);
        for (var i = 0; i < 6; i++)
            _part.Begin();
        using var mover = new ClockMover(_clock, [_part], () => _fired, patience);
        var move = mover.AdvanceAsync(static now => now.AddDays(1), CancellationToken.None);

        // Longer than patience lasts in all, but each step is shorter.
        using var steps = new PeriodicTimer(patience / 3);
        for (var i = 0; i < 6; i++)
        {
            await steps.WaitForNextTickAsync();
            _part.End();
        }

        Assert.Equal(Begin.AddDays(1), (await move).Now);
    }

    [Fact]
    public async Task Advance_ThatIsCancelled_StopsWhereItCameTo()
    {
        using var cancellation = new CancellationTokenSource();
        await using var timer = Timer(3, () =>
        {
            _part.Begin();
            cancellation.Cancel();
        });
        using var mover = new ClockMover(_clock, [_part], () => _fired);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mover.AdvanceAsync(static now => now.AddDays(9), cancellation.Token));

        Assert.Equal(Begin.AddDays(3), mover.Now);
    }

    [Fact]
    public async Task Advance_WithWorkThatAlwaysIsWhereNobodyLooks_WaitsForIt()
    {
        // Whenever one of the two is looked at, the work has just gone to the other.
        var other = new Part();
        var hidden = 0;
        await using var timer = Timer(1, () =>
        {
            other.Begin();
            _part.Looked = () => HandOver(_part, other);
            other.Looked = () => HandOver(other, _part);
        });
        using var mover = new ClockMover(_clock, [_part, other], () => _fired);

        await mover.AdvanceAsync(static now => now.AddDays(2), CancellationToken.None);

        Assert.Equal(0, _part.Busy + other.Busy);
        Assert.Equal(50, hidden);

        void HandOver(Part from, Part to)
        {
            if (from.IsIdle || hidden == 50)
                return;
            if (++hidden < 50)
                to.Begin();
            from.End();
        }
    }

    private ITimer Timer(int days, Action fired) => _clock.CreateTimer(
        _ =>
        {
            _fired++;
            fired();
        },
        null, TimeSpan.FromDays(days), Timeout.InfiniteTimeSpan);

    private void Work(List<string> seen, string what)
    {
        seen.Add($"{what} began on day {_clock.GetUtcNow().Day}");
        _part.Begin();
        _ = Task.Run(() =>
        {
            seen.Add($"{what} ended on day {_clock.GetUtcNow().Day}");
            _part.End();
        });
    }

    private sealed class Part : IRestSource
    {
        private int _busy;
        private long _begun;

        public event Action? CameToRest;

        public Action? Looked { get; set; }

        public bool IsIdle => _busy == 0;

        public int Busy
        {
            get
            {
                Looked?.Invoke();
                return Volatile.Read(ref _busy);
            }
        }

        public long Begun => Interlocked.Read(ref _begun);

        public string? WhyBusy => !IsIdle ? "instance a waits for a worker" : null;

        public void Begin()
        {
            Interlocked.Increment(ref _begun);
            Interlocked.Increment(ref _busy);
        }

        public void End()
        {
            if (Interlocked.Decrement(ref _busy) == 0)
                CameToRest?.Invoke();
        }
    }
}
