using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Seals;

/// <summary>Seals the months of the access log that entries may still be added to: this one, and the last one until it is over.</summary>
public sealed class AccessLogSeals(
    CaseTables tables, SealBook seals, AccessLogVerification verification, ILogger<AccessLogSeals> logger)
{
    /// <returns>How many months of cases and accounts were looked at, and how many seals are new.</returns>
    public async Task<(int Months, int Written)> SealAsync(DateTimeOffset now, IncrementalHash digest, CancellationToken cancellationToken)
    {
        var (months, written) = (0, 0);
        foreach (var at in (DateTimeOffset[])[AccessRow.MonthOf(now).AddMonths(-1), AccessRow.MonthOf(now)])
        {
            var month = at.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            HashSet<string> found = new(StringComparer.Ordinal);
            await foreach (var line in tables.Access.RowsAsync(AccessChain.Heads(month), "case-", cancellationToken))
                await SealMonthAsync(line.RowKey);
            await foreach (var line in tables.Access.RowsAsync(AccessChain.Heads(month), "subject-", cancellationToken))
                await SealMonthAsync(line.RowKey);
            months += found.Count;
            await foreach (var hash in seals.MonthsAsync(month, cancellationToken))
                if (!found.Contains(hash))
                    SealLog.MonthNotIntact(logger, month, hash, "the whole month is missing");

            async Task SealMonthAsync(string partition)
            {
                found.Add(TableKeys.Sha256(AccessChain.WhoOf(partition)));
                if (await TrySealAsync(partition, month, now, digest, cancellationToken))
                    written++;
            }
        }

        return (months, written);
    }

    private async Task<bool> TrySealAsync(
        string partition, string month, DateTimeOffset now, IncrementalHash digest, CancellationToken cancellationToken)
    {
        var who = AccessChain.WhoOf(partition);
        var chain = SealBook.OfMonth(who, month);
        try
        {
            // A line whose first entry was never written.
            if (await tables.Access.FindAsync(partition, AccessChain.Head, cancellationToken) is not { } row)
                return await CompareAsync() && false;
            var head = new SealedHead(row.GetInt64(AccessChain.Number) ?? 0, row.Need(AccessChain.Hash), now);
            digest.AppendData(Encoding.UTF8.GetBytes($"{chain} {head.Number} {head.Hash}\n"));
            var outcome = await seals.SealAsync(chain, head, cancellationToken);
            if (outcome != SealOutcome.AlreadySealed)
                await CompareAsync();
            return outcome == SealOutcome.Written;
        }
#pragma warning disable CA1031 // The boundary of a month; see PendingWorkSweep.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            SealLog.NotSealed(logger, exception, chain);
            return false;
        }

        async Task<bool> CompareAsync()
        {
            if (await verification.OfMonthAsync(who, month, cancellationToken) is not { } finding)
                return true;
            SealLog.MonthNotIntact(logger, month, TableKeys.Sha256(who), finding.Fault.ToString());
            return false;
        }
    }
}
