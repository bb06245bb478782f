using Azure.Data.Tables;
using ChildProtection.Domain.Definitions;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// Stores notices, and sends what is stored: one that cannot wait at once and alone, the others as one digest a person and day. A mail is
/// stored before it is sent and noted after it; one that an end of the process left in between is sent by the sweep.
/// </summary>
internal sealed partial class MailOutbox(
    MailStore store,
    MailComposer composer,
    MailAddresses addresses,
    IMailSender sender,
    UnmailableNotices unmailable,
    MailRecords records,
    ILogger<MailOutbox> logger)
{
    /// <summary>How long a mail belongs to those who claimed it, in real time; far longer than an attempt.</summary>
    internal TimeSpan Claim { get; init; } = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestAttempt = TimeSpan.FromMinutes(1);
    internal TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    // Claims and pauses run on real time, also where cases follow a simulated clock.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Stores a notice for its recipient, and sends it now if it cannot wait. The same notice again does nothing.</summary>
    public async Task TakeAsync(StoredNotification notice, CancellationToken cancellationToken)
    {
        if (NoticeText.UrgencyOf(notice) == Urgency.Daily)
            await store.AddToDigestAsync(notice, cancellationToken);
        else if (await store.AddAloneAsync(notice, Now + Claim, cancellationToken) is { } unsent)
            await SendAsync(unsent, cancellationToken);
    }

    /// <summary>Sends the digest of a day; does nothing when that person has had one on that day.</summary>
    public async Task SendDigestAsync(
        MailRecipient recipient, DateOnly day, DateTimeOffset at, IEnumerable<TableEntity> lines, CancellationToken cancellationToken)
    {
        var digest = MailRows.UnsentDigest(recipient, day, at, lines.Select(line => line.RowKey), Now + Claim);
        if (await store.AddUnsentAsync(digest, cancellationToken) is { } unsent)
            await SendAsync(unsent, cancellationToken);
    }

    /// <summary>Notes on the lines of digests that are not sent yet that they are told, so that no later digest tells them again.</summary>
    public async Task ReserveLinesAsync(CancellationToken cancellationToken)
    {
        await foreach (var unsent in store.UnsentAsync(cancellationToken))
        {
            if (MailRows.IsDigest(unsent))
                await DigestLinesAsync(await store.DigestAsync(unsent, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Sends what nobody is sending, and whose pause is over.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var waiting in store.UnsentAsync(cancellationToken))
        {
            if (waiting.NeedInstant("NotBefore") > Now || await store.ClaimAsync(waiting, Now + Claim, cancellationToken) is not { } unsent)
                continue;
            try
            {
                await SendAsync(unsent, cancellationToken);
            }
#pragma warning disable CA1031 // One mail that fails must not hold up the others; it is tried again when its claim ends.
            catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
            {
                Failed(exception, unsent.RowKey);
            }
        }
    }

    /// <summary>Sends a mail that this call has claimed.</summary>
    private async Task SendAsync(TableEntity unsent, CancellationToken cancellationToken)
    {
        var recipient = MailRows.Recipient(unsent);
        var row = MailRows.IsDigest(unsent)
            ? await store.DigestAsync(unsent, cancellationToken)
            : await store.FindAsync(recipient.Key, unsent.Need("Row"), cancellationToken);
        if (row is null || MailRows.IsSent(row))
        {
            await store.DoneAsync(unsent, [], Now, cancellationToken);
            return;
        }

        try
        {
            await SendAsync(unsent, row, recipient, cancellationToken);
        }
        catch (Exception exception) when (exception is MailServiceUnavailableException or BusUnavailableException)
        {
            var pause = Pause(unsent.GetInt32("Attempts") ?? 1);
            await store.PostponeAsync(unsent, Now + pause, cancellationToken);
            Postponed(unsent.RowKey, pause.TotalSeconds, exception.Message);
        }
    }

    private async Task SendAsync(TableEntity unsent, TableEntity row, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var alone = !MailRows.IsDigest(unsent);
        var lines = alone ? [row] : await DigestLinesAsync(row, cancellationToken);
        var address = addresses.Find(recipient.Id);
        var composed = alone
            ? await composer.AloneAsync(row, address ?? "", cancellationToken)
            : await composer.DigestAsync(row, recipient, lines, address ?? "", cancellationToken);
        // First, so that nothing is lost if the process ends: a notice that is stored twice is told once.
        foreach (var moved in composed.Moved)
            await TakeAsync(moved, cancellationToken);
        if (composed.Mail is { } mail)
            await SendAsync(mail, address, again: unsent.GetInt32("Attempts") > 1, composed.Shown, cancellationToken);
        await store.DoneAsync(unsent, alone ? lines : [.. lines, row], Now, cancellationToken);
        foreach (var caseId in composed.Shown.Select(notice => notice.CaseId).Distinct(StringComparer.Ordinal))
            await records.ForgetDisposedAsync(caseId, cancellationToken);
    }

    private async Task SendAsync(
        OutgoingMail mail, string? address, bool again, IReadOnlyList<StoredNotification> shown, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestAttempt, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (address is null)
                throw new MailRefusedException("No address is known. Add it to the file of Mail__AddressFile.");
            await sender.SendAsync(mail, again, either.Token);
            Sent(mail.Id, mail.Kind, shown.Count);
        }
        catch (MailRefusedException exception)
        {
            await unmailable.BuryAsync(shown, exception.Message, cancellationToken);
            Refused(mail.Id, shown.Count, exception.Message);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MailServiceUnavailableException($"No answer within {LongestAttempt.TotalSeconds} s.", exception);
        }
    }

    /// <summary>The lines of a digest, each noted as its own before any is sent.</summary>
    private async Task<IReadOnlyList<TableEntity>> DigestLinesAsync(TableEntity digest, CancellationToken cancellationToken)
    {
        var keys = MailRows.LinesOf(digest).ToHashSet(StringComparer.Ordinal);
        var lines = (await store.LinesAsync(digest.PartitionKey, cancellationToken)).Where(line => keys.Contains(line.RowKey)).ToList();
        await store.MarkAsync(lines, digest.RowKey, cancellationToken);
        return lines;
    }

    private TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 10))));

    [LoggerMessage(4, LogLevel.Error, "Mail {Mail} failed; tried again in some minutes.", EventName = "MailFailed")]
    private partial void Failed(Exception exception, string mail);

    [LoggerMessage(1, LogLevel.Information, "Mail {Mail} ({Kind}) with {Notices} notices is sent.", EventName = "MailSent")]
    private partial void Sent(string mail, string kind, int notices);

    [LoggerMessage(
        2, LogLevel.Warning, "Mail {Mail} is not sent; tried again in {Seconds} s. {Reason}", EventName = "MailPostponed")]
    private partial void Postponed(string mail, double seconds, string reason);

    [LoggerMessage(
        3, LogLevel.Error, "Mail {Mail} cannot be sent; its {Notices} notices are with the dead letters of people. {Reason}",
        EventName = "MailRefused")]
    private partial void Refused(string mail, int notices, string reason);
}
