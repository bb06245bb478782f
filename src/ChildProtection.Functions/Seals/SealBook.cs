using System.Globalization;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Seals;

/// <summary>The end of a chain on the day that it was sealed. It names nobody: what it is about stands in its name, as a hash.</summary>
/// <param name="Number">How many links the chain had.</param>
/// <param name="Hash">The hash of the last of them.</param>
/// <param name="SealedAt">UTC.</param>
public sealed record SealedHead(long Number, string Hash, DateTimeOffset SealedAt);

/// <summary>One day's publication, which has the hash of the day before: a day that is missing shows.</summary>
internal sealed record SealedDay(int Cases, int Months, string Digest, string? Before, string? DigestBefore, DateTimeOffset SealedAt);

public enum SealOutcome
{
    Written,
    AlreadySealed,

    /// <summary>There is a seal over as many links with another hash: the chain was rewritten.</summary>
    Contradicted,
}

/// <summary>Writes seals and reads them again. A chain's seals lie in a folder of its own, by the number of links.</summary>
public sealed class SealBook(ISealStore store, SealSigner signer)
{
    private const string Cases = "cases";
    private const string Days = "days";

    public bool IsKept => store.IsSet;

    public static string OfCase(string caseId) => $"{Cases}/{TableKeys.Sha256(caseId)}";

    /// <param name="who">The case or account, as partitions of the access log begin.</param>
    /// <param name="month">Such as 2026-11.</param>
    public static string OfMonth(string who, string month) => $"{Months(month)}/{TableKeys.Sha256(who)}";

    public async Task<SealOutcome> SealAsync(string chain, SealedHead head, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{chain}/{head.Number:D10}");
        if (await store.TryWriteAsync(name, signer.Sign(head), cancellationToken))
            return SealOutcome.Written;
        return await store.ReadAsync(name, cancellationToken) is { } signed && signer.Read<SealedHead>(signed)?.Hash == head.Hash
            ? SealOutcome.AlreadySealed
            : SealOutcome.Contradicted;
    }

    /// <summary>The seals over a chain, the oldest first; null stands for one that no trusted key signed.</summary>
    public async Task<IReadOnlyList<SealedHead?>> OfAsync(string chain, CancellationToken cancellationToken)
    {
        List<SealedHead?> seals = [];
        await foreach (var name in store.ListAsync(chain, cancellationToken))
        {
            if (await store.ReadAsync(name, cancellationToken) is { } signed)
                seals.Add(signer.Read<SealedHead>(signed) is { } head && name.EndsWith(
                    head.Number.ToString("D10", CultureInfo.InvariantCulture), StringComparison.Ordinal) ? head : null);
        }

        return seals;
    }

    /// <summary>Hashes of the case ids that have seals.</summary>
    public IAsyncEnumerable<string> CasesAsync(CancellationToken cancellationToken) => store.FoldersAsync(Cases, cancellationToken);

    /// <summary>Hashes of the cases and accounts whose log of that month has seals.</summary>
    public IAsyncEnumerable<string> MonthsAsync(string month, CancellationToken cancellationToken) =>
        store.FoldersAsync(Months(month), cancellationToken);

    public async Task CloseDayAsync(DateTimeOffset now, int cases, int months, string digest, CancellationToken cancellationToken)
    {
        string? before = null;
        var name = $"{Days}/{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        await foreach (var day in store.ListAsync(Days, cancellationToken))
            before = string.CompareOrdinal(day, name) < 0 ? day : before;
        var signed = before is null ? null : await store.ReadAsync(before, cancellationToken);
        var digestBefore = signed is null ? null : TableKeys.Sha256(signed.ToString());
        await store.TryWriteAsync(name, signer.Sign(new SealedDay(cases, months, digest, before, digestBefore, now)), cancellationToken);
    }

    private static string Months(string month) => $"access/{month}";
}
