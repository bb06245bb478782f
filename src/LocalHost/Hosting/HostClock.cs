using LocalHost.Clock;

namespace LocalHost.Hosting;

/// <summary>The clock that the options ask for, and the worker's view of it.</summary>
internal sealed class HostClock : IDisposable
{
    private readonly SimulatedClock? _simulated;
    private readonly WorkerClock? _shown;
    private ClockMover? _mover;

    private HostClock(SimulatedClock? simulated, WorkerClock? shown) => (_simulated, _shown) = (simulated, shown);

    /// <summary>The app's clock.</summary>
    public TimeProvider Time => _simulated ?? TimeProvider.System;

    /// <summary>What a worker needs in its environment to see this clock.</summary>
    public IReadOnlyDictionary<string, string> WorkerSettings => _shown?.Environment ?? new Dictionary<string, string>();

    /// <exception cref="HostStartException">The folder holds something else than the clock's position.</exception>
    public static HostClock Open(HostOptions options, DataFolder folder)
    {
        if (!options.SimulatedClock)
            return new HostClock(null, null);
        try
        {
            var position = new ClockPosition(folder.FullPath);
            var start = position.Start(options.Now);
            var shown = new WorkerClock(folder.FullPath, start);
            return new HostClock(
                new SimulatedClock(start, moment =>
                {
                    position.Keep(moment);
                    shown.Show(moment);
                }),
                shown);
        }
        catch (InvalidDataException exception)
        {
            throw new HostStartException(exception.Message, exception);
        }
    }

    /// <summary>Null on the system's clock.</summary>
    /// <param name="parts">All that must be at rest before the clock moves.</param>
    /// <param name="timersFired">How many durable timers have fired.</param>
    public IClockMover? Mover(IReadOnlyList<IRestSource> parts, Func<long> timersFired)
        => _simulated is null ? null : _mover ??= new ClockMover(_simulated, parts, timersFired);

    public void Dispose()
    {
        _mover?.Dispose();
        _shown?.Dispose();
    }
}
