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
    /// <summary>Events in memory at a time.</summary>
    private const int EventsAtOnce = 8;

    private const int FactsOfAPage = 100;

    /// <summary>The case; null when it does not exist or is disposed of.</summary>
    public async Task<StoredCase?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } row && !CaseRow.IsSealed(row)
            ? CaseRow.Read(row)
            : null;

    /// <summary>Whether restrictions let the reader know of the case; null when there is none.</summary>
    public async Task<bool?> MayKnowAsync(string caseId, CaseReaderAccount reader, CancellationToken cancellationToken)
    {
        var found = await tables.Cases.GetEntityIfExistsAsync<TableEntity>(
            caseId, CaseKeys.Case, [RestrictionRow.AllowedProperty], cancellationToken);
        return found.HasValue ? RestrictionRow.IsKnownTo(found.Value!, reader) : null;
    }

    /// <summary>Every deadline the case ever had, by due date.</summary>
    public async Task<IReadOnlyList<Deadline>> DeadlinesAsync(string caseId, CancellationToken cancellationToken)
    {
        List<Deadline> deadlines = [];
        await foreach (var row in tables.CommittedRowsAsync(caseId, CaseKeys.DeadlinePrefix, cancellationToken))
            deadlines.Add(DeadlineRow.Read(row));
        return [.. deadlines.OrderBy(deadline => deadline.DueOn).ThenBy(deadline => deadline.Id, StringComparer.Ordinal)];
    }

    /// <summary>The facts in order, each with the words of its event.</summary>
    public IAsyncEnumerable<StoredFact> ChronologyAsync(string caseId, CancellationToken cancellationToken) =>
        ChronologyAsync(caseId, 0, static _ => true, EventsAtOnce, cancellationToken);

    /// <summary>The facts after a number that happened on a wanted day. No more is read than is asked for.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="after">Number of the last fact that is known.</param>
    /// <param name="wanted">Whether facts of that local day are wanted.</param>
    /// <param name="atOnce">How many events are read at once.</param>
    /// <param name="cancellationToken">The reader went away.</param>
    internal async IAsyncEnumerable<StoredFact> ChronologyAsync(
        string caseId, long after, Predicate<DateOnly> wanted, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var facts = FactsAsync(
            caseId, after, row => wanted(FactRow.OccurredOn(row)), Math.Min(atOnce, EventsAtOnce), cancellationToken);
        await foreach (var (fact, raised) in facts)
            yield return FactRow.Read(fact, raised);
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
        var (sequence, hash, left) = (0L, FactRow.NoHash, (FactWitness?)null);
        await foreach (var (row, raised) in FactsAsync(caseId, 0, static _ => true, EventsAtOnce, cancellationToken))
        {
            if (sequence == recorded)
                break;
            sequence++;
            if (row.RowKey != CaseKeys.Fact(sequence)
                || !FactRow.IsIntact(row, raised, sequence, hash))
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

    /// <summary>Facts with their events, which may be a megabyte each: only a few of them are in memory.</summary>
    private async IAsyncEnumerable<(TableEntity Fact, TableEntity? Event)> FactsAsync(
        string caseId,
        long after,
        Predicate<TableEntity> wanted,
        int atOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter =
            TableKeys.Rows(caseId, CaseKeys.FactPrefix) + TableClient.CreateQueryFilter($" and RowKey gt {CaseKeys.Fact(after)}");
        List<TableEntity> next = [];
        await foreach (var row in tables.Cases.QueryAsync<TableEntity>(filter, FactsOfAPage, cancellationToken: cancellationToken))
        {
            if (!wanted(row))
                continue;
            next.Add(row);
            if (next.Count < atOnce)
                continue;
            foreach (var both in await WithEventsAsync(next, cancellationToken))
                yield return both;
            next.Clear();
        }

        foreach (var both in await WithEventsAsync(next, cancellationToken))
            yield return both;
    }

    private async Task<IReadOnlyList<(TableEntity Fact, TableEntity? Event)>> WithEventsAsync(
        List<TableEntity> facts, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            facts.Select(async fact => (
                fact,
                fact.GetString("SignalKey") is { } key && key.StartsWith(CaseKeys.EventPrefix, StringComparison.Ordinal)
                    ? await tables.Cases.FindAsync(fact.PartitionKey, key, cancellationToken)
                    : null)));
}
