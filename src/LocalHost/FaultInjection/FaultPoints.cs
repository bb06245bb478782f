using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LocalHost.FaultInjection;

/// <summary>
/// Where a test ends the worker or this process, or makes the bus refuse: before every write of the bus. Present only where the host is
/// started with
/// <c>--fault-points</c>; an ordinary host has none. Safe for use from any thread.
/// </summary>
/// <param name="killWorker">Ends the worker at once.</param>
/// <param name="logger">Told before a process ends.</param>
internal sealed partial class FaultPoints(Action killWorker, ILogger<FaultPoints> logger)
{
    private readonly Lock _gate = new();
    private FaultPlan _plan = new();
    private int _writes;

    /// <summary>Writes of the bus since it was armed last.</summary>
    public int Writes
    {
        get
        {
            lock (_gate)
                return _writes;
        }
    }

    /// <summary>From here on writes are counted from nothing.</summary>
    public void Arm(FaultPlan plan)
    {
        lock (_gate)
            (_plan, _writes) = (plan, 0);
    }

    /// <summary>Called by the bus on its own thread before it commits something.</summary>
    /// <exception cref="IOException">The write is to be refused.</exception>
    public void BeforeWrite()
    {
        lock (_gate)
        {
            _writes++;
            if (_plan.RefuseWrites)
                throw new IOException("A fault point refuses writes.");
            if (_writes != _plan.EndBeforeWrite)
                return;
            Ending(_plan.Ends, _writes);
            if (_plan.Ends == FaultEnds.Worker)
                killWorker();
            else
                KillThisProcess();
        }
    }

    private static void KillThisProcess()
    {
        using var self = Process.GetCurrentProcess();
        // SIGKILL: nothing is flushed, closed or said.
        self.Kill();
        self.WaitForExit();
    }

    [LoggerMessage(EventName = "FaultPointReached", Level = LogLevel.Critical,
        Message = "A fault point ends the {Process} before write {Write} of the bus.")]
    private partial void Ending(FaultEnds process, int write);
}

/// <summary>Which process a fault point ends.</summary>
internal enum FaultEnds
{
    Host,
    Worker,
}

/// <summary>What is to go wrong.</summary>
internal sealed record FaultPlan
{
    /// <summary>The process ends instead of this write, counted from 1; null for none.</summary>
    public int? EndBeforeWrite { get; init; }

    public FaultEnds Ends { get; init; }

    /// <summary>Every write fails, as on a full disk, until another plan is made.</summary>
    public bool RefuseWrites { get; init; }
}
