using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>Whether a chronology is unaltered.</summary>
/// <param name="Intact">Every fact follows the one before it, unaltered, and none is missing.</param>
/// <param name="Facts">How many facts the case has recorded.</param>
/// <param name="FirstBadSequence">The first fact that is missing or altered.</param>
public sealed record ChainVerification(bool Intact, long Facts, long? FirstBadSequence);

/// <summary>Reads one case from its partition.</summary>
public sealed class CaseReader(CaseTables tables)
{
    /// <summary>The case; null when it does not exist or is disposed of.</summary>
    public async Task<StoredCase?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row && !CaseRow.IsSealed(row)
            ? CaseRow.Read(row)
            : null;

    /// <summary>Every deadline the case ever had, by due date.</summary>
    public async Task<IReadOnlyList<Deadline>> DeadlinesAsync(string caseId, CancellationToken cancellationToken)
    {
        List<Deadline> deadlines = [];
        await foreach (var row in tables.CommittedRowsAsync(caseId, CaseKeys.DeadlinePrefix, cancellationToken))
            deadlines.Add(DeadlineRow.Read(row));
        return [.. deadlines.OrderBy(deadline => deadline.DueOn).ThenBy(deadline => deadline.Id, StringComparer.Ordinal)];
    }

    /// <summary>The facts in order, each with the words of its event.</summary>
    public async IAsyncEnumerable<StoredFact> ChronologyAsync(string caseId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inbox = await InboxAsync(caseId, cancellationToken);
        await foreach (var row in tables.Cases.RowsAsync(caseId, CaseKeys.FactPrefix, cancellationToken))
            yield return FactRow.Read(row, inbox.GetValueOrDefault(row.Need("SignalKey")));
    }

    /// <summary>Recomputes the chain from the rows.</summary>
    public Task<ChainVerification> VerifyAsync(string caseId, CancellationToken cancellationToken) =>
        VerifyAsync(caseId, static (_, _, _) => { }, cancellationToken);

    /// <summary>The same, and shows each intact fact's number, hash and what its decision left beside it.</summary>
    internal async Task<ChainVerification> VerifyAsync(
        string caseId, Action<long, string, FactWitness?> each, CancellationToken cancellationToken)
    {
        // The snapshot is read first, so that facts recorded meanwhile come after those it counts.
        var snapshot = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken);
        var recorded = snapshot is null ? 0 : CaseRow.Sequence(snapshot);
        var inbox = await InboxAsync(caseId, cancellationToken);
        var (sequence, hash, left) = (0L, FactRow.NoHash, (FactWitness?)null);
        await foreach (var row in tables.Cases.RowsAsync(caseId, CaseKeys.FactPrefix, cancellationToken))
        {
            if (sequence == recorded)
                break;
            sequence++;
            if (row.RowKey != CaseKeys.Fact(sequence)
                || !FactRow.IsIntact(row, inbox.GetValueOrDefault(row.GetString("SignalKey") ?? ""), sequence, hash))
                return new ChainVerification(false, recorded, sequence);
            (hash, left) = (row.Need("Hash"), FactRow.Left(row));
            each(sequence, hash, left);
        }

        if (sequence < recorded)
            return new ChainVerification(false, recorded, sequence + 1);
        return snapshot is not null
            && (snapshot.Need("LastHash") != hash || (left is not null && left.State != FactWitness.HashOf(CaseRow.StateJson(snapshot))))
            ? new ChainVerification(false, recorded, recorded)
            : new ChainVerification(true, recorded, null);
    }

    /// <summary>An event by its caller and key.</summary>
    public async Task<StoredEvent?> FindEventAsync(string caseId, string subject, string eventId, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, CaseKeys.Event(subject, eventId), cancellationToken) is { } row ? EventRow.Read(row) : null;

    private async Task<Dictionary<string, TableEntity>> InboxAsync(string caseId, CancellationToken cancellationToken)
    {
        Dictionary<string, TableEntity> inbox = [];
        await foreach (var row in tables.Cases.RowsAsync(caseId, CaseKeys.EventPrefix, cancellationToken))
            inbox.Add(row.RowKey, row);
        return inbox;
    }
}
