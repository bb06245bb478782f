using LocalHost.Clock;
using LocalHost.Durable;

namespace LocalHost.Hosting;

/// <summary>The engine as a part that the simulated clock waits for; at rest while there is none. Safe for use from any thread.</summary>
internal sealed class EngineRest : IRestSource
{
    private readonly EngineStarter _starter;

    public EngineRest(EngineStarter starter)
    {
        _starter = starter;
        starter.HasStarted += OnStarted;
    }

    public event Action? CameToRest;

    public int Busy => Engine?.Busy ?? 0;

    public long Begun => Engine?.Begun ?? 0;

    public string? WhyBusy => Engine?.WhyBusy;

    /// <summary>Durable timers that fired since the start.</summary>
    public long TimersFired => Engine?.TimersFired ?? 0;

    private ISimulatedEngine? Engine => _starter.Engine as ISimulatedEngine;

    private void OnStarted()
    {
        if (Engine is { } engine)
            engine.CameToRest += () => CameToRest?.Invoke();
    }
}
