using LocalHost.Bus;
using LocalHost.Clock;
using LocalHost.FaultInjection;
using LocalHost.Hosting;
using LocalHost.Worker;

namespace LocalHost.Admin;

/// <summary>The parts that the admin routes show and control.</summary>
internal sealed record AdminParts
{
    public required BusHost Bus { get; init; }

    public required TokenIssuer Tokens { get; init; }

    /// <summary>Null without a worker.</summary>
    public WorkerHost? Worker { get; init; }

    /// <summary>Null without a worker.</summary>
    public EngineStarter? Engine { get; init; }

    /// <summary>Null on the system's clock.</summary>
    public IClockMover? Clock { get; init; }

    /// <summary>Null in an ordinary host.</summary>
    public FaultPoints? Faults { get; init; }

    /// <summary>Cancelled when the host begins to stop, to end long work.</summary>
    public CancellationToken Stopping { get; init; }
}
