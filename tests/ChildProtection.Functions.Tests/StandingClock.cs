namespace ChildProtection.Functions.Tests;

/// <summary>A clock that shows one moment for ever.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
