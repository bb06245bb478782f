using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Seals;

/// <summary>
/// Publishes every night the end of each record's chain and of each month of the access log, signed, to a place that nobody can write
/// again. What has changed since the night before is verified on the way, and every record once a month.
/// </summary>
public sealed class SealPublication(
    CaseTables tables,
    SealBook seals,
    AccessLogSeals access,
    RecordVerification records,
    TimeProvider clock,
    ILogger<SealPublication> logger)
{
    /// <summary>Every month has as many days: on one of them each record has its turn.</summary>
    private const int Turns = 28;

    [Function(nameof(SealPublication))]
    public async Task RunAsync([TimerTrigger("0 30 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (!seals.IsKept)
        {
            SealLog.NotSet(logger);
            return;
        }

        var now = clock.GetUtcNow();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (months, written) = await access.SealAsync(now, digest, cancellationToken);
        HashSet<string> found = new(StringComparer.Ordinal);
        await foreach (
            var row in tables.Cases.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"RowKey eq {CaseKeys.Case}"), cancellationToken: cancellationToken))
        {
            found.Add(TableKeys.Sha256(row.PartitionKey));
            if (await TrySealAsync(row, now, digest, cancellationToken))
                written++;
        }

        await FindMissingAsync(found, cancellationToken);
        await seals.CloseDayAsync(now, found.Count, months, Convert.ToHexStringLower(digest.GetHashAndReset()), cancellationToken);
        SealLog.Published(logger, found.Count, months, written);
    }

    private async Task<bool> TrySealAsync(TableEntity row, DateTimeOffset now, IncrementalHash digest, CancellationToken cancellationToken)
    {
        var caseId = row.PartitionKey;
        try
        {
            var (chain, head) = (SealBook.OfCase(caseId), new SealedHead(CaseRow.Sequence(row), row.Need("LastHash"), now));
            digest.AppendData(Encoding.UTF8.GetBytes($"{chain} {head.Number} {head.Hash}\n"));
            var outcome = await seals.SealAsync(chain, head, cancellationToken);
            var turn = Convert.ToByte(TableKeys.Sha256(caseId)[..2], 16) % Turns == (now.Day - 1) % Turns;
            if (outcome == SealOutcome.AlreadySealed && !turn)
                return false;
            var result = await records.VerifyAsync(CaseRow.Read(row), cancellationToken);
            var faults = result.Findings.Select(finding => finding.Fault).ToHashSet();
            if (outcome == SealOutcome.Contradicted || !result.Chain.Intact)
                faults.Add(RecordFault.Facts);
            if (faults.Count > 0)
                SealLog.CaseNotIntact(logger, caseId, string.Join(", ", faults));
            return outcome == SealOutcome.Written;
        }
#pragma warning disable CA1031 // The boundary of a case; see PendingWorkSweep.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            SealLog.NotSealed(logger, exception, SealBook.OfCase(caseId));
            return false;
        }
    }

    /// <summary>A record that has seals is there, or two people have let it go.</summary>
    private async Task FindMissingAsync(HashSet<string> found, CancellationToken cancellationToken)
    {
        await foreach (var hash in seals.CasesAsync(cancellationToken))
            if (!found.Contains(hash)
                && await tables.Disposals.FindAsync(Tombstone.Partition, hash, cancellationToken) is null)
                SealLog.CaseMissing(logger, hash);
    }
}
