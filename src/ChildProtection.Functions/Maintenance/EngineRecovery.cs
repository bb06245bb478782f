using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.RecordStore;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Brings every open case back where the engine has lost them all: a task hub that is gone, or an engine that keeps its instances in memory
/// and was started again. The record is the truth; the engine is made again from it.
/// </summary>
public sealed partial class EngineRecovery(CaseTables tables, CaseWatchdog watchdog, ILogger<EngineRecovery> logger)
{
    private const int Page = 200;

    /// <summary>Cases at a time; store and engine serve people as well.</summary>
    private const int AtOnce = 8;

    /// <summary>A run of a function must end in ten minutes; the next one goes on.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(8);

    /// <summary>Begins a recovery when the engine knew none of the cases looked at, and goes on with one that has begun.</summary>
    /// <exception cref="EngineUnavailableException">The engine is away; the next run goes on.</exception>
    internal async Task RunAsync(DurableTaskClient client, IReadOnlyCollection<WatchFinding> probe, CancellationToken cancellationToken)
    {
        if (await RecoveryProgress.ReadAsync(tables.Index, cancellationToken) is not { } progress)
        {
            if (probe.Count == 0 || probe.Any(found => found.Known))
                return;
            progress = new RecoveryProgress(0, await OpenCases.CountAsync(tables.Index, cancellationToken));
            LogBegun(progress.Open);
            await progress.SaveAsync(tables.Index, cancellationToken);
        }

        await GoOnAsync(progress, client, cancellationToken);
    }

    private async Task GoOnAsync(RecoveryProgress progress, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (
            await OpenCases.PageAsync(tables.Index, progress.AfterPartition, progress.AfterRow, Page, cancellationToken)
                is { Count: > 0 } page)
        {
            if (TimeProvider.System.GetElapsedTime(began) > LongestRun)
            {
                LogGoesOn(progress.Done, progress.Open);
                return;
            }

            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (row, cancel) =>
                    await watchdog.CheckAsync(
                        row.GetString("CaseId") ?? row.RowKey, row.GetDateTimeOffset("NextCheckpointAt"), client, nameof(EngineRecovery), cancel));
            progress = progress.After(page);
            await progress.SaveAsync(tables.Index, cancellationToken);
        }

        await RecoveryProgress.EndAsync(tables.Index, cancellationToken);
        LogEnded(progress.Done);
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The engine knows none of the cases that were looked at: it has lost them. All {Open} open cases are looked at now.",
        EventName = "EngineRecoveryBegun")]
    private partial void LogBegun(int open);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The recovery of the engine has looked at {Done} of {Open} open cases; the next run goes on.",
        EventName = "EngineRecoveryGoesOn")]
    private partial void LogGoesOn(int done, int open);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "The recovery of the engine is at its end: {Done} open cases were looked at.",
        EventName = "EngineRecoveryEnded")]
    private partial void LogEnded(int done);
}
