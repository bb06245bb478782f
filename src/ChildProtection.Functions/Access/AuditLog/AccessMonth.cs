using Azure.Data.Tables;

namespace ChildProtection.Functions.Access.AuditLog;

/// <summary>The chain of one month of the access log, recomputed from its rows.</summary>
/// <param name="Partition">Of the case or account, and the month.</param>
/// <param name="Entries">How many entries are chained; those of earlier releases are not.</param>
/// <param name="FirstBad">Number of the first entry that is missing, altered or too many; null when none is.</param>
/// <param name="Hashes">The hash of each entry up to there; the first is that of number 1.</param>
internal sealed record AccessMonth(string Partition, long Entries, long? FirstBad, IReadOnlyList<string> Hashes)
{
    /// <param name="partition">Of the case or account, and the month.</param>
    /// <param name="rows">All rows of the partition.</param>
    /// <param name="mayBeEmptied">Whether the month is so old that entries may have been emptied.</param>
    public static AccessMonth Of(string partition, IReadOnlyList<TableEntity> rows, bool mayBeEmptied)
    {
        var head = rows.FirstOrDefault(row => row.RowKey == AccessChain.Head);
        var entries = rows.Where(row => row.RowKey != AccessChain.Head).ToList();
        var chained = entries.Where(row => row.GetInt64(AccessChain.Number) is not null)
            .OrderBy(row => row.GetInt64(AccessChain.Number)).ToList();
        List<string> hashes = [];
        var previous = AccessChain.NoHash;
        foreach (var row in chained)
        {
            var emptied = mayBeEmptied && row.GetBoolean(AccessChain.Emptied) == true;
            if (row.GetInt64(AccessChain.Number) != hashes.Count + 1
                || row.GetString(AccessChain.PreviousHash) != previous
                || row.GetString(AccessChain.Hash) is not { } hash
                || (!emptied && hash != AccessChain.HashOf(row)))
                return Bad();
            hashes.Add(previous = hash);
        }

        // An entry without a number is of a release before the chain, and so not newer than its first link.
        var first = chained.FirstOrDefault()?.RowKey;
        var slipped = first is not null && entries.Any(
            row => row.GetInt64(AccessChain.Number) is null
                && string.CompareOrdinal(row.RowKey, 0, first, 0, AccessRow.TimeLength) > 0);
        var ended = (head?.GetInt64(AccessChain.Number) ?? 0) == hashes.Count
            && (head?.GetString(AccessChain.Hash) ?? AccessChain.NoHash) == previous;
        return slipped || !ended
            ? Bad()
            : new AccessMonth(partition, hashes.Count, null, hashes);

        AccessMonth Bad() => new(partition, Math.Max(chained.Count, head?.GetInt64(AccessChain.Number) ?? 0), hashes.Count + 1, hashes);
    }
}
