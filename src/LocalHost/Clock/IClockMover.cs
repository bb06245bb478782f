namespace LocalHost.Clock;

/// <summary>Moves the simulated clock. A host on the system's clock has none.</summary>
internal interface IClockMover
{
    /// <summary>Where the clock stands, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Moves the clock from timer to timer, letting the app come to rest at each, and at the target.</summary>
    /// <param name="target">Where to go, given where the clock stands once an earlier move has ended.</param>
    /// <param name="cancellationToken">Stops between two moments; the clock stays where it has come to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target lies in the past.</exception>
    /// <exception cref="ClockHeldException">Something does not come to rest; the clock stays where it has come to.</exception>
    Task<ClockMove> AdvanceAsync(Func<DateTimeOffset, DateTimeOffset> target, CancellationToken cancellationToken);
}

/// <param name="Now">Where the clock stands after the move, UTC.</param>
/// <param name="TimersFired">Durable timers that fired on the way.</param>
internal sealed record ClockMove(DateTimeOffset Now, long TimersFired);

/// <summary>The app does not come to rest, so the clock cannot move on.</summary>
/// <param name="now">Where the clock stands, UTC.</param>
/// <param name="reasons">What is still at work, by instance, schedule or entity.</param>
internal sealed class ClockHeldException(DateTimeOffset now, string reasons)
    : Exception($"The clock stands at {now:O} and does not move on, because this does not come to rest: {reasons}")
{
    public DateTimeOffset Now { get; } = now;

    public string Reasons { get; } = reasons;
}
