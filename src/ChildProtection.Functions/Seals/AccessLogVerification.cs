using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Seals;

/// <summary>Recomputes the chains of the access log, and holds them against their seals.</summary>
public sealed class AccessLogVerification(CaseTables tables, SealBook seals, RetentionSchedule schedule, TimeProvider clock)
{
    /// <summary>How often a month is read that is written to meanwhile.</summary>
    private const int Readings = 3;

    /// <summary>Every month of a case's log, from the day before the case was opened: the referral is logged first.</summary>
    public async Task<IReadOnlyList<RecordFinding>> OfCaseAsync(string caseId, DateTimeOffset openedAt, CancellationToken cancellationToken)
    {
        List<RecordFinding> findings = [];
        var who = AccessRow.OfCase(caseId);
        for (var month = AccessRow.MonthOf(openedAt.AddDays(-1)); month <= clock.GetUtcNow(); month = month.AddMonths(1))
            if (await OfMonthAsync(who, month.ToString("yyyy-MM", CultureInfo.InvariantCulture), cancellationToken) is { } finding)
                findings.Add(finding);
        return findings;
    }

    /// <summary>One month of a case or account; null when nothing is wrong.</summary>
    public async Task<RecordFinding?> OfMonthAsync(string who, string month, CancellationToken cancellationToken)
    {
        // The seals first: what is written meanwhile comes after them.
        var sealedHeads = await seals.OfAsync(SealBook.OfMonth(who, month), cancellationToken);
        var read = await ReadAsync($"{who}-{month}", month, cancellationToken);
        if (read.FirstBad is { } bad)
            return new RecordFinding(RecordFault.AccessLog, $"Entry {bad} of {month} is missing, altered or was added.");
        foreach (var head in sealedHeads)
        {
            if (head is null)
                return new RecordFinding(RecordFault.Seal, $"A seal over the access log of {month} was not signed by a known key.");
            if (head.Number > read.Entries)
                return new RecordFinding(
                    RecordFault.AccessLog,
                    $"Of {month}, {head.Number} entries were sealed on {Day(head)}; {read.Entries} are left.");
            if (read.Hashes[(int)head.Number - 1] != head.Hash)
                return new RecordFinding(RecordFault.AccessLog, $"Entries of {month} that were sealed on {Day(head)} were rewritten.");
        }

        return null;
    }

    internal static string Day(SealedHead head) => head.SealedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<AccessMonth> ReadAsync(string partition, string month, CancellationToken cancellationToken)
    {
        var first = DateTimeOffset.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var mayBeEmptied = first.AddMonths(1) <= AccessRow.MonthOf(clock.GetUtcNow().AddYears(-schedule.AccessLogYears));
        for (var reading = 1; ; reading++)
        {
            List<TableEntity> rows = [];
            await foreach (
                var row in tables.Access.QueryAsync<TableEntity>(
                    TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken))
                rows.Add(row);
            var read = AccessMonth.Of(partition, rows, mayBeEmptied);
            if (read.FirstBad is null || reading == Readings)
                return read;
        }
    }
}
