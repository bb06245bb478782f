using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.FunctionsWorker.Bus;
using ChildProtection.LocalRuntime.FunctionsWorker.Durable;
using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;
using ChildProtection.LocalRuntime.FunctionsWorker.Timers;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>Moves the simulated clock, letting the app come to rest at every moment it stops at.</summary>
internal sealed class ClockControl(
    TimeProvider clock, ClockPosition position, EngineHost engine, TimerHost timers, BusListeners bus, IHostApplicationLifetime lifetime) : IDisposable
{
    // One move at a time, so that each counts the timers of its own way only.
    private readonly SemaphoreSlim _moving = new(1, 1);

    public bool IsSimulated => clock is SimulatedClock;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="target">Where to go, given where the clock stands once an earlier move has ended.</param>
    /// <param name="cancellationToken">Stops between two moments, as a stop of the host does; the clock stays where it is.</param>
    /// <returns>Durable timers fired on the way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target lies in the past.</exception>
    public async Task<long> AdvanceAsync(Func<DateTimeOffset, DateTimeOffset> target, CancellationToken cancellationToken)
    {
        if (clock is not SimulatedClock simulated)
            throw new InvalidOperationException("The system clock can't be moved.");
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await _moving.WaitAsync(ends.Token);
        try
        {
            var before = engine.Engine.TimersFired;
            await simulated.AdvanceToAsync(target(simulated.GetUtcNow()), ComeToRestAsync, position.Keep, ends.Token);
            return engine.Engine.TimersFired - before;
        }
        finally
        {
            _moving.Release();
        }
    }

    public void Dispose() => _moving.Dispose();

    /// <summary>Timer functions first: they start and signal orchestrations, never the other way round. Messages do both: they signal, and activities send them.</summary>
    private async Task ComeToRestAsync(CancellationToken cancellationToken)
    {
        await timers.WhenIdleAsync(cancellationToken);
        do
        {
            await bus.WhenIdleAsync(cancellationToken);
            await engine.Engine.WhenAtRestAsync(cancellationToken);
        }
        while (!await bus.IsIdleAsync());
    }
}
