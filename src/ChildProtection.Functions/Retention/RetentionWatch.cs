using Azure.Data.Tables;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Retention;

/// <summary>
/// Finds on the first of every month the records that have been kept long enough. It destroys none: it proposes those that are due, and
/// starts the disposal of those that two people agreed on. It removes old access log entries whose record is gone.
/// </summary>
public sealed class RetentionWatch(
    CaseTables tables, Disposals disposals, RetentionSchedule schedule, TimeProvider clock, ILogger<RetentionWatch> logger)
{
    private const string Itself = "schedule";

    [Function(nameof(RetentionWatch))]
    public async Task RunAsync(
        [TimerTrigger("0 0 3 1 * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ProposeAsync(now, cancellationToken);
        if (await disposals.NextApprovedAsync(null, cancellationToken) is not null)
            await DisposalOperation.StartAsync(client, Itself, now);
        RetentionLog.LogShortened(logger, await ShortenLogAsync(now, cancellationToken), schedule.AccessLogYears);
    }

    private async Task ProposeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A day does not matter to a period of years: one date for all, the latest of the dates in use.
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (looked, changed) = (0, 0);
        await foreach (
            var row in tables.Cases.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"RowKey eq {CaseKeys.Case} and Finished eq {true}"), cancellationToken: cancellationToken))
        {
            looked++;
            try
            {
                if (await disposals.ProposeAsync(row, today, now, cancellationToken))
                    changed++;
            }
#pragma warning disable CA1031 // The boundary of a case; see PendingWorkSweep.
            catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
            {
                RetentionLog.NotLookedAt(logger, exception, row.PartitionKey);
            }
        }

        RetentionLog.Looked(logger, looked, changed);
    }

    /// <summary>An entry lives as long as its record: the disposal of the record is what two people agreed on.</summary>
    private Task<int> ShortenLogAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<string, bool> kept = [];
        return AccessLogTrim.RunAsync(tables, now.AddYears(-schedule.AccessLogYears), IsKeptAsync, cancellationToken);

        async Task<bool> IsKeptAsync(string caseId)
        {
            if (!kept.TryGetValue(caseId, out var found))
                kept[caseId] = found = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not null;
            return found;
        }
    }
}
