using LocalHost.Clock;

namespace LocalHost.Durable;

/// <summary>A durable engine on the simulated clock, which moves only while the engine is at rest.</summary>
internal interface ISimulatedEngine : IDurableEngine, IRestSource
{
    /// <summary>Durable timers that fired since the start; pauses before retries do not count.</summary>
    long TimersFired { get; }
}
