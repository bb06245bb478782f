namespace LocalHost.Clock;

/// <summary>Moves the simulated clock from timer to timer, each time when every part of the host is at rest.</summary>
/// <param name="clock">The clock.</param>
/// <param name="parts">All that must be at rest before the clock moves.</param>
/// <param name="timersFired">How many durable timers have fired since the start.</param>
/// <param name="patience">Real time that a part may take without progress towards rest; a minute by default.</param>
internal sealed class ClockMover(SimulatedClock clock, IReadOnlyList<IRestSource> parts, Func<long> timersFired, TimeSpan? patience = null)
    : IClockMover, IDisposable
{
    // One move at a time, so that each counts the timers of its own way only.
    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly RestWatch _rest = new(parts, patience ?? TimeSpan.FromMinutes(1));

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<ClockMove> AdvanceAsync(Func<DateTimeOffset, DateTimeOffset> target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        await _moving.WaitAsync(cancellationToken);
        try
        {
            var end = target(Now);
            if (end < Now)
                throw new ArgumentOutOfRangeException(nameof(target), end, $"The simulated clock shows {Now:O} and cannot go back.");
            var before = timersFired();
            // Work under way belongs to the present moment, not to the next one.
            await ComeToRestAsync(cancellationToken);
            while (Now < end)
            {
                clock.MoveTo(clock.NextDue is { } due && due < end ? due : end);
                await ComeToRestAsync(cancellationToken);
            }

            return new(Now, timersFired() - before);
        }
        finally
        {
            _moving.Release();
        }
    }

    public void Dispose()
    {
        _rest.Dispose();
        _moving.Dispose();
    }

    private async Task ComeToRestAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await _rest.ComeToRestAsync(cancellationToken) is { } reasons)
            throw new ClockHeldException(Now, reasons);
    }
}
