using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// The stored proposals, one a letter. Their keys and message ids are made with a key of this installation: no agency can guess one.
/// </summary>
public sealed class Proposals(CaseTables tables, SharedKey key)
{
    private const string Partition = "open";

    /// <summary>Depends on the letter's text, so that a letter with another text has no proposal.</summary>
    internal Task<string> KeyOfAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        SealAsync("letter", letter, "", cancellationToken);

    /// <summary>The id under which a body goes out for a letter. It depends on the body: the bus drops a second one of an id.</summary>
    internal async Task<string> MessageIdAsync(DeadLetter letter, BinaryData body, CancellationToken cancellationToken) =>
        BusNames.RedrivenPrefix + await SealAsync("sent", letter, SentRedrives.HashOf(body), cancellationToken);

    /// <summary>The keys of the letters that have one.</summary>
    internal async Task<IReadOnlySet<string>> KeysAsync(CancellationToken cancellationToken)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        var rows = tables.Redrives.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), select: ["RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
            keys.Add(row.RowKey);
        return keys;
    }

    internal async Task<(Proposal Proposal, TableEntity Row)?> FindAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        await tables.Redrives.FindAsync(Partition, await KeyOfAsync(letter, cancellationToken), cancellationToken) is { } row
            ? (Proposal.Read(row), row)
            : null;

    /// <summary>Every proposal with its row, for the sweep.</summary>
    internal IAsyncEnumerable<TableEntity> AllAsync(CancellationToken cancellationToken) =>
        tables.Redrives.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken);

    /// <summary>False when the letter has a proposal already.</summary>
    internal async Task<bool> TryAddAsync(DeadLetter letter, Proposal proposal, CancellationToken cancellationToken) =>
        await tables.Redrives.TryAddAsync(
            proposal.ToRow(Partition, await KeyOfAsync(letter, cancellationToken)), cancellationToken);

    /// <summary>False when another person decided on it meanwhile.</summary>
    internal async Task<bool> TryReplaceAsync(TableEntity row, Proposal proposal, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Redrives.ReplaceAsync(proposal.ToRow(Partition, row.RowKey), row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>False when another person decided on it meanwhile.</summary>
    internal async Task<bool> TryRemoveAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            var removed = await tables.Redrives.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return removed.Status != 404;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Removes the proposal of a message that is sent.</summary>
    internal Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        tables.Redrives.DeleteEntityAsync(Partition, key, cancellationToken: cancellationToken);

    private async Task<string> SealAsync(string what, DeadLetter letter, string body, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            await key.GetAsync(cancellationToken),
            Encoding.UTF8.GetBytes($"{what}\n{letter.Id}\n{letter.Message.MessageId}\n{letter.Hash}\n{body}")));
}
