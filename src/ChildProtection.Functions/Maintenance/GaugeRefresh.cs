using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Refreshes gauges that no other schedule updates. It checks often whether they are old, so that a new instance shows figures soon, and
/// reads seldom, because it reads whole lists; it reads nothing without a collector.
/// </summary>
public sealed class GaugeRefresh(CaseTables tables, DeadLetters letters)
{
    /// <summary>The function's name in the host, in settings and in alerts. It stays when the class is renamed.</summary>
    private const string Name = "Measures";

    /// <summary>A higher figure would add nothing: an operator must look into the queue.</summary>
    private const int MostLetters = 1_000;

    [Function(Name)]
    public async Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (!CaseMetrics.IsCollected)
            return;
        if (CaseMetrics.Overdue.IsOlderThan(CaseMetrics.RefreshPeriod))
            CaseMetrics.Overdue.Set(await OverdueAsync(cancellationToken));
        if (CaseMetrics.Approvals.IsOlderThan(CaseMetrics.RefreshPeriod))
            CaseMetrics.Approvals.Set(await ApprovalsAsync(cancellationToken));
        // Last, since the bus may be away.
        if (CaseMetrics.DeadLetters.IsOlderThan(CaseMetrics.RefreshPeriod))
            CaseMetrics.DeadLetters.Set(new Measurement<double>(await letters.CountAsync(MostLetters, cancellationToken)));
    }

    private Task<IEnumerable<Measurement<double>>> OverdueAsync(CancellationToken cancellationToken)
    {
        var status = DeadlineStatus.Overdue.ToString();
        var rows = tables.Worklist.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"Status eq {status}"), select: ["Kind"], cancellationToken: cancellationToken);
        return CountAsync(rows, row => row.Need("Kind"), TelemetryAttributes.DeadlineKind);
    }

    private Task<IEnumerable<Measurement<double>>> ApprovalsAsync(CancellationToken cancellationToken)
    {
        var (from, until) = (ApprovalRow.OpenPrefix, ApprovalRow.PastPrefix);
        var rows = tables.Approvals.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {until}"), cancellationToken: cancellationToken);
        return CountAsync(rows, row => ApprovalRow.Read(row).Approval.Role.ToString(), TelemetryAttributes.Role);
    }

    private static async Task<IEnumerable<Measurement<double>>> CountAsync(
        IAsyncEnumerable<TableEntity> rows, Func<TableEntity, string> value, string attribute)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in rows)
            counts[value(row)] = counts.GetValueOrDefault(value(row)) + 1;

        // Zero instead of nothing, because silence would look like a stopped reader.
        return counts.Count == 0
            ? [new Measurement<double>(0)]
            : counts.Select(count => new Measurement<double>(count.Value, new KeyValuePair<string, object?>(attribute, count.Key)));
    }
}
