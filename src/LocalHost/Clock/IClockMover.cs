namespace LocalHost.Clock;

/// <summary>Moves the simulated clock. A host on the system's clock has none.</summary>
internal interface IClockMover
{
    /// <summary>The clock's moment, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Moves the clock from timer to timer, and waits at each, and at the target, until the app is at rest.</summary>
    /// <param name="target">Where to go, given where the clock stands once an earlier move has ended.</param>
    /// <param name="cancellationToken">Stops between two moments; the clock stays where it has come to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target lies in the past.</exception>
    /// <exception cref="ClockHeldException">Something does not reach rest; the clock stays where it is.</exception>
    Task<ClockMove> AdvanceAsync(Func<DateTimeOffset, DateTimeOffset> target, CancellationToken cancellationToken);
}

/// <param name="Now">Where the clock stands after the move, UTC.</param>
/// <param name="TimersFired">Durable timers that fired on the way.</param>
internal sealed record ClockMove(DateTimeOffset Now, long TimersFired);

/// <summary>The app does not reach rest, so the clock cannot move on.</summary>
/// <param name="now">The clock's moment, UTC.</param>
/// <param name="reasons">What is still at work, by instance, schedule or entity.</param>
internal sealed class ClockHeldException(DateTimeOffset now, string reasons)
    : Exception($"The clock stays at {now:O}, because this is still at work: {reasons}")
{
    public DateTimeOffset Now { get; } = now;

    public string Reasons { get; } = reasons;
}
