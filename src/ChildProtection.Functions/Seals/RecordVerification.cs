using System.Text.Json.Serialization;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Seals;

/// <summary>What of a record is not as it was written.</summary>
public enum RecordFault
{
    /// <summary>Facts are missing or were rewritten since a seal.</summary>
    Facts,

    /// <summary>A deadline is not as the facts left it.</summary>
    Deadline,

    /// <summary>Entries of the access log are missing or altered.</summary>
    AccessLog,

    /// <summary>A seal is not signed by a known key.</summary>
    Seal,
}

/// <param name="Fault">What is wrong.</param>
/// <param name="Detail">Where, as a sentence.</param>
public sealed record RecordFinding(RecordFault Fault, string Detail);

/// <summary>The outcome of verifying one record.</summary>
/// <param name="Chain">The chronology alone.</param>
/// <param name="SealedFacts">How many facts the latest seal covers; null without a seal.</param>
/// <param name="SealedAt">When it was published (UTC).</param>
/// <param name="Findings">What is wrong; none when the record is intact.</param>
public sealed record RecordVerificationResult(
    ChainVerification Chain, long? SealedFacts, DateTimeOffset? SealedAt, IReadOnlyList<RecordFinding> Findings)
{
    [JsonIgnore]
    public bool Intact => Chain.Intact && Findings.Count == 0;
}

/// <summary>
/// Verifies one record: the chain of its facts against the published seals, its deadlines against what the facts left, and who looked at it
/// against the chain and seals of the access log.
/// </summary>
public sealed class RecordVerification(CaseTables tables, CaseReader cases, SealBook seals, AccessLogVerification access)
{
    public async Task<RecordVerificationResult> VerifyAsync(StoredCase stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var caseId = stored.State.CaseId;
        // The seals first: facts that are recorded meanwhile come after them.
        var sealedHeads = await seals.OfAsync(SealBook.OfCase(caseId), cancellationToken);
        List<string> hashes = [];
        Dictionary<string, string> deadlines = [];
        var complete = true;
        var chain = await cases.VerifyAsync(
            caseId,
            (_, hash, left) =>
            {
                hashes.Add(hash);
                complete &= left is not null;
                foreach (var (id, after) in left?.Deadlines ?? [])
                    deadlines[id] = after;
            },
            cancellationToken);
        List<RecordFinding> findings = [.. FactFindings(sealedHeads, hashes)];
        if (chain.Intact)
            findings.AddRange(await DeadlineFindingsAsync(caseId, chain.Facts, deadlines, complete, cancellationToken));
        findings.AddRange(await access.OfCaseAsync(caseId, stored.OpenedAt, cancellationToken));
        var latest = sealedHeads.OfType<SealedHead>().LastOrDefault();
        return new RecordVerificationResult(chain, latest?.Number, latest?.SealedAt, findings);
    }

    private static IEnumerable<RecordFinding> FactFindings(IReadOnlyList<SealedHead?> sealedHeads, List<string> hashes)
    {
        foreach (var head in sealedHeads)
        {
            if (head is null)
                yield return new RecordFinding(RecordFault.Seal, "A seal over the facts was not signed by a known key.");
            else if (head.Number > hashes.Count)
                yield return new RecordFinding(
                    RecordFault.Facts,
                    $"{head.Number} facts were sealed on {AccessLogVerification.Day(head)}; {hashes.Count} of them can be followed.");
            else if (hashes[(int)head.Number - 1] != head.Hash)
                yield return new RecordFinding(
                    RecordFault.Facts,
                    $"Facts up to {head.Number}, sealed on {AccessLogVerification.Day(head)}, were rewritten.");
        }
    }

    /// <summary>Facts of earlier releases do not say what they left; then a deadline that no fact names proves nothing.</summary>
    private async Task<IReadOnlyList<RecordFinding>> DeadlineFindingsAsync(
        string caseId, long facts, Dictionary<string, string> left, bool complete, CancellationToken cancellationToken)
    {
        List<RecordFinding> findings = [];
        await foreach (var row in tables.CommittedRowsAsync(caseId, CaseKeys.DeadlinePrefix, cancellationToken))
        {
            var id = row.RowKey[CaseKeys.DeadlinePrefix.Length..];
            var later = CommittedRows.Sequence(row) > facts;
            if (left.Remove(id, out var hash) ? !later && FactWitness.HashOf(row) != hash : !later && complete)
                findings.Add(new RecordFinding(RecordFault.Deadline, $"The deadline {id} is not as the facts left it."));
        }

        findings.AddRange(left.Keys.Select(id => new RecordFinding(RecordFault.Deadline, $"The deadline {id} is missing.")));
        return findings;
    }
}
