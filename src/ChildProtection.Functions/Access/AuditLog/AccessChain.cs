using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Access.AuditLog;

/// <summary>
/// Chains the entries of one month of a case or an account: each has its number and the hash of the one before it. The month's head knows
/// how many there are and the last hash; it is written together with each entry.
/// </summary>
internal sealed class AccessChain(TableClient access)
{
    public const string Head = "head";
    public const string Number = "Number";
    public const string PreviousHash = "PreviousHash";
    public const string Hash = "Hash";

    /// <summary>On an entry of a record that is gone, in a month of an account that has others: only the links are left.</summary>
    public const string Emptied = "Emptied";
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>How often other instances may come first before it is an error.</summary>
    private const int Attempts = 50;

    /// <summary>Heads that are remembered; one that another instance has moved on is read again.</summary>
    private const int MostHeads = 5_000;

    private static readonly string[] Outside = [Hash, "Timestamp", "odata.etag"];

    private readonly ConcurrentDictionary<string, TableEntity> _heads = [];
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The partition that lists the heads of a month, such as 2026-11.</summary>
    public static string Heads(string month) => $"heads-{month}";

    public static string MonthOf(string partition) => partition[^7..];

    /// <summary>The case or account of a partition, as <see cref="AccessRow"/> writes it.</summary>
    public static string WhoOf(string partition) => partition[..^8];

    /// <summary>Adds an entry at the end of its month. Doing it again does nothing.</summary>
    public async Task AddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)row.PartitionKey.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; !await TryAddAsync(row, last: attempt == Attempts, cancellationToken); attempt++)
            {
                // Another instance came first: its entry is the one before.
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The hash of an entry: of all that it says, and of the one before it.</summary>
    public static string HashOf(TableEntity row)
    {
        SortedDictionary<string, string> said = new(StringComparer.Ordinal);
        foreach (var (name, value) in row)
            if (value is not null && !Outside.Contains(name))
                said[name] = value switch
                {
                    DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
                };
        return TableKeys.Sha256(JsonSerializer.Serialize(said));
    }

    private async Task<bool> TryAddAsync(TableEntity row, bool last, CancellationToken cancellationToken)
    {
        var partition = row.PartitionKey;
        if (!_heads.TryGetValue(partition, out var head))
            head = await access.FindAsync(partition, Head, cancellationToken);
        // Listed before there is one, so that no head is ever without its line.
        if (head is null)
            await access.PutAsync(TableRows.New(Heads(MonthOf(partition)), partition), cancellationToken);
        row[Number] = (head?.GetInt64(Number) ?? 0) + 1;
        row[PreviousHash] = head?.GetString(Hash) ?? NoHash;
        row[Hash] = HashOf(row);
        var next = TableRows.New(partition, Head);
        (next[Number], next[Hash]) = (row[Number], row[Hash]);
        try
        {
            next.ETag = await access.WriteTogetherAsync(
                [
                    head is null
                        ? new(TableTransactionActionType.Add, next)
                        : new(TableTransactionActionType.UpdateReplace, next, head.ETag),
                    new(TableTransactionActionType.Add, row),
                ],
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && !last)
        {
            _heads.TryRemove(partition, out _);
            return await access.FindAsync(partition, row.RowKey, cancellationToken) is not null;
        }

        if (_heads.Count > MostHeads)
            _heads.Clear();
        _heads[partition] = next;
        return true;
    }
}
