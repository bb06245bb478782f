using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.RecordStore;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Restores every open case where the engine has lost them all: its task hub is gone, or it keeps its instances in memory and restarted.
/// The record is the truth, and the engine is rebuilt from it.
/// </summary>
public sealed partial class EngineRecovery(CaseTables tables, CaseWatchdog watchdog, ILogger<EngineRecovery> logger)
{
    private const int Page = 200;

    /// <summary>Cases in parallel; few, because store and engine also serve people.</summary>
    private const int AtOnce = 8;

    /// <summary>A run of a function must end in ten minutes; the next run continues.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(8);

    /// <summary>Begins a recovery when the engine knew none of the checked cases, and continues one under way.</summary>
    /// <exception cref="EngineUnavailableException">The engine is away; the next run continues.</exception>
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
                        row.GetString("CaseId") ?? row.RowKey,
                    row.GetDateTimeOffset("NextCheckpointAt"),
                    client,
                    nameof(EngineRecovery),
                    cancel));
            progress = progress.After(page);
            await progress.SaveAsync(tables.Index, cancellationToken);
        }

        await RecoveryProgress.EndAsync(tables.Index, cancellationToken);
        LogEnded(progress.Done);
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The engine knows none of the checked cases; it has lost them. Checking all {Open} open cases now.",
        EventName = "EngineRecoveryBegun")]
    private partial void LogBegun(int open);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Engine recovery checked {Done} of {Open} open cases; the next run continues.",
        EventName = "EngineRecoveryGoesOn")]
    private partial void LogGoesOn(int done, int open);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Engine recovery complete: checked {Done} open cases.",
        EventName = "EngineRecoveryEnded")]
    private partial void LogEnded(int done);
}
