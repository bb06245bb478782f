using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Faults;

/// <summary>
/// Places where a test ends this process, or makes a store refuse: before every write of the engine and of the bus. Present only where the host is
/// started with <c>LocalRuntime:FaultPoints</c>; an ordinary host has none. Safe for use from any thread.
/// </summary>
internal sealed partial class FaultPoints(ILogger<FaultPoints> logger)
{
    public const string Engine = "engine";
    public const string Bus = "bus";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Armed> _stores = new(StringComparer.Ordinal) { [Engine] = new(null, false), [Bus] = new(null, false) };

    /// <summary>The stores that have fault points.</summary>
    public static IReadOnlyList<string> Stores { get; } = [Engine, Bus];

    /// <summary>From here on writes of a store are counted anew.</summary>
    /// <param name="store">One of <see cref="Stores"/>.</param>
    /// <param name="endBeforeWrite">The process is killed instead of this write, counted from 1; null for none.</param>
    /// <param name="refuseWrites">Every write fails, as on a full disk, until this is called again.</param>
    public void Arm(string store, int? endBeforeWrite, bool refuseWrites)
    {
        lock (_gate)
            _stores[store] = new Armed(endBeforeWrite, refuseWrites);
    }

    /// <summary>Writes of a store since it was armed last.</summary>
    public int Writes(string store)
    {
        lock (_gate)
            return _stores[store].Writes;
    }

    /// <summary>Called by a store on its own thread, before it commits something.</summary>
    /// <exception cref="IOException">The store is to refuse.</exception>
    public void BeforeWrite(string store)
    {
        lock (_gate)
        {
            var armed = _stores[store];
            armed.Writes++;
            if (armed.RefuseWrites)
                throw new IOException($"A fault point of the store '{store}' refuses writes.");
            if (armed.Writes != armed.EndBeforeWrite)
                return;
            Ending(store, armed.Writes);
            using var self = Process.GetCurrentProcess();
            // SIGKILL: nothing is flushed, closed or said.
            self.Kill();
            self.WaitForExit();
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "A fault point ends the process before write {Write} of the store {Store}.")]
    private partial void Ending(string store, int write);

    private sealed class Armed(int? endBeforeWrite, bool refuseWrites)
    {
        public int? EndBeforeWrite { get; } = endBeforeWrite;

        public bool RefuseWrites { get; } = refuseWrites;

        public int Writes { get; set; }
    }
}
