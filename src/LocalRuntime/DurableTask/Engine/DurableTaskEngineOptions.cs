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

    /// <summary>
    /// How long an activity may run before its call fails with "ActivityTimedOut"; what it brings later is dropped. Real time. Default 5 minutes,
    /// as functions have on Azure's consumption plan.
    /// </summary>
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long orchestrator code may keep its thread in one step before its instance fails and the others go on without it. Real time. Default 10 seconds.</summary>
    public TimeSpan StepLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often an activity is started again whose process ended under it. From the second time on it runs alone and after a pause that doubles; then its
    /// call fails with "ActivityGivenUp", which no policy retries. Default 5.
    /// </summary>
    public int MaxRestartsOfActivity { get; init; } = 5;

    /// <summary>The first pause before an activity is started again that two lives of the process ended under. Real time. Default 1 second.</summary>
    public TimeSpan RestartPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the engine sleeps at most while a timer is pending: the machine's clock may be set, and alarms count from when they were set. Real time.
    /// </summary>
    internal TimeSpan LongestSleep { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For fault tests: called on the writer's thread before every statement; what it throws fails the commit.</summary>
    internal Action? OnWriting { get; init; }

    /// <summary>For fault tests: called on the writer's thread before every commit; what it throws fails the commit.</summary>
    internal Action? OnCommitting { get; init; }

    /// <summary>For fault tests: called after every commit; what it throws makes the engine believe that the commit failed.</summary>
    internal Action? OnCommitted { get; init; }

    /// <summary>Pending timers kept in memory at least; the others stay in the file's index.</summary>
    internal int TimerWindow { get; init; } = 4_096;
}
