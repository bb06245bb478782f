using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Notices and mails in their table. Each method can be repeated after any interruption.</summary>
public sealed class MailStore(CaseTables tables)
{
    /// <summary>Rows in one transaction of the store.</summary>
    private const int Batch = 100;

    private readonly TableClient _mail = tables.Mail;

    /// <summary>Stores a notice for a mail of its own.</summary>
    /// <returns>The claimed mail; null when an earlier delivery of the notice has stored it.</returns>
    public async Task<TableEntity?> AddAloneAsync(StoredNotification notice, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        var line = MailRows.Line(notice, alone: true);
        if (!await _mail.TryAddAsync(line, cancellationToken)
            && await _mail.FindAsync(line.PartitionKey, line.RowKey, cancellationToken) is { } stored
            && MailRows.IsSent(stored))
            return null;
        return await AddUnsentAsync(MailRows.UnsentMail(MailRecipient.Of(notice), line.RowKey, notBefore), cancellationToken);
    }

    /// <summary>Stores a notice for the next digest.</summary>
    public async Task AddToDigestAsync(StoredNotification notice, CancellationToken cancellationToken)
    {
        var line = MailRows.Line(notice, alone: false);
        await _mail.TryAddAsync(line, cancellationToken);
        // Written after the line: a digest that finds no line forgets the recipient only if this has not been written meanwhile.
        await _mail.PutAsync(MailRows.Person(MailRecipient.Of(notice)), cancellationToken);
    }

    /// <summary>Notes a mail that is to be sent, claimed by the caller; null when it is noted already.</summary>
    public async Task<TableEntity?> AddUnsentAsync(TableEntity unsent, CancellationToken cancellationToken) =>
        await _mail.TryAddAsync(unsent, cancellationToken) ? unsent : null;

    /// <summary>The mails that are not sent.</summary>
    public IAsyncEnumerable<TableEntity> UnsentAsync(CancellationToken cancellationToken) => _mail.QueryAsync<TableEntity>(
        TableClient.CreateQueryFilter($"PartitionKey eq {MailRows.Unsent}"), cancellationToken: cancellationToken);

    /// <summary>The row of a digest; made of what is noted of it when it is not there yet.</summary>
    public async Task<TableEntity> DigestAsync(TableEntity unsent, CancellationToken cancellationToken)
    {
        var digest = MailRows.Digest(unsent);
        return !await _mail.TryAddAsync(digest, cancellationToken)
            && await _mail.FindAsync(digest.PartitionKey, digest.RowKey, cancellationToken) is { } stored
                ? stored
                : digest;
    }

    /// <summary>Claims a mail; null when another instance was faster.</summary>
    public async Task<TableEntity?> ClaimAsync(TableEntity unsent, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        unsent["Attempts"] = unsent.GetInt32("Attempts") + 1;
        unsent["NotBefore"] = notBefore;
        try
        {
            await _mail.ReplaceAsync(unsent, unsent.ETag, cancellationToken);
            return unsent;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return null;
        }
    }

    public async Task PostponeAsync(TableEntity unsent, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        unsent["NotBefore"] = notBefore;
        await _mail.PutAsync(unsent, cancellationToken);
    }

    public Task<TableEntity?> FindAsync(string recipient, string row, CancellationToken cancellationToken) =>
        _mail.FindAsync(recipient, row, cancellationToken);

    /// <summary>Notes that lines, and the digest that tells them, are done with; then the mail is no longer unsent.</summary>
    public async Task DoneAsync(TableEntity unsent, IReadOnlyList<TableEntity> rows, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await ChangeAsync(rows, MailRows.SentAtProperty, at, cancellationToken);
        await _mail.DeleteEntityAsync(unsent.PartitionKey, unsent.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>Notes on lines which digest tells them.</summary>
    public Task MarkAsync(IReadOnlyList<TableEntity> lines, string digest, CancellationToken cancellationToken) =>
        ChangeAsync([.. lines.Where(MailRows.Waits)], MailRows.DigestProperty, digest, cancellationToken);

    public IAsyncEnumerable<TableEntity> PeopleAsync(CancellationToken cancellationToken) => _mail.QueryAsync<TableEntity>(
        TableClient.CreateQueryFilter($"PartitionKey eq {MailRows.People}"), cancellationToken: cancellationToken);

    /// <summary>A recipient's lines, in the order of their time.</summary>
    public async Task<IReadOnlyList<TableEntity>> LinesAsync(string recipient, CancellationToken cancellationToken)
    {
        List<TableEntity> lines = [];
        await foreach (var line in _mail.RowsAsync(recipient, MailRows.LinePrefix, cancellationToken))
            lines.Add(line);
        return lines;
    }

    /// <summary>Forgets a recipient without waiting lines, unless one has come since the recipient was read.</summary>
    public async Task ForgetAsync(TableEntity person, CancellationToken cancellationToken)
    {
        try
        {
            await _mail.DeleteEntityAsync(person.PartitionKey, person.RowKey, person.ETag, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // Its newest line waits for the next digest.
        }
    }

    /// <summary>Removes every line about a case.</summary>
    public Task RemoveCaseAsync(string caseId, CancellationToken cancellationToken) =>
        RemoveAsync(TableClient.CreateQueryFilter($"CaseId eq {caseId}"), cancellationToken);

    /// <summary>Removes what was sent before a moment.</summary>
    public Task RemoveSentAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        RemoveAsync(TableClient.CreateQueryFilter($"SentAt lt {before}"), cancellationToken);

    private async Task RemoveAsync(string filter, CancellationToken cancellationToken)
    {
        await foreach (
            var row in _mail.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            await _mail.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>Changes a property of rows of one recipient. A row that is gone with its case stays so.</summary>
    private async Task ChangeAsync(IReadOnlyList<TableEntity> rows, string property, object value, CancellationToken cancellationToken)
    {
        foreach (var some in rows.Chunk(Batch))
        {
            try
            {
                await _mail.WriteTogetherAsync([.. some.Select(row => Change(row, property, value))], cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                foreach (var row in some)
                    await ChangeAsync(row, property, value, cancellationToken);
            }
        }
    }

    private async Task ChangeAsync(TableEntity row, string property, object value, CancellationToken cancellationToken)
    {
        try
        {
            await _mail.WriteTogetherAsync([Change(row, property, value)], cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Removed with its case.
        }
    }

    private static TableTransactionAction Change(TableEntity row, string property, object value) => new(
        TableTransactionActionType.UpdateMerge, new TableEntity(row.PartitionKey, row.RowKey) { [property] = value }, ETag.All);
}
