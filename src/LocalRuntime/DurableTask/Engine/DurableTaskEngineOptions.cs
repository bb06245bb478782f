using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>How an engine is opened.</summary>
public sealed record DurableTaskEngineOptions
{
    /// <summary>The SQLite file; made when absent. Its write-ahead log and its lock lie beside it.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>Activities that run at once; the others wait in order. Default 64: most of them wait for storage, not for the processor.</summary>
    public int MaxConcurrentActivities { get; init; } = 64;

    /// <summary>Instances kept loaded, so that their next message needs no replay. Default 2,000. At least 1.</summary>
    public int CacheSize { get; init; } = 2_000;

    /// <summary>How long a stop waits for running activities; later ones run again after the next start. Real time. Default 10 seconds.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How values become text. Default: the official converter's options.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>For fault tests: called on the writer's thread before every commit; what it throws fails the commit.</summary>
    internal Action? OnCommitting { get; init; }

    /// <summary>For fault tests: called after every commit; what it throws makes the engine believe that the commit failed.</summary>
    internal Action? OnCommitted { get; init; }

    /// <summary>Pending timers kept in memory at least; the others stay in the file's index.</summary>
    internal int TimerWindow { get; init; } = 4_096;
}
