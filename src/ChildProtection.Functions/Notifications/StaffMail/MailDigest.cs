using ChildProtection.Functions.Platform.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Sends each person one mail in the morning with what has gathered and can be told together.</summary>
internal sealed partial class MailDigest(MailOutbox outbox, MailStore store, TimeProvider clock, ILogger<MailDigest> logger)
{
    /// <summary>Local time, before most people begin to work.</summary>
    private static readonly TimeOnly Morning = new(7, 0);

    /// <summary>How long a sent mail is remembered: far longer than the bus may deliver its messages again.</summary>
    private const int DaysRemembered = 30;

    /// <summary>The schedule is in UTC: one of the two is seven in the morning, in winter the later one.</summary>
    [Function(nameof(MailDigest))]
    public async Task RunAsync([TimerTrigger("0 0 6,7 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (NoticeText.Zone.TimeOf(now) < Morning)
            return;
        await outbox.ReserveLinesAsync(cancellationToken);
        await foreach (var person in store.PeopleAsync(cancellationToken))
        {
            try
            {
                await TellAsync(person, now, cancellationToken);
            }
#pragma warning disable CA1031 // The boundary of a person: the others must get their mail.
            catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
            {
                Failed(exception, TableKeys.Sha256(person.RowKey)[..16]);
            }
        }

        if (NoticeText.Zone.DateOf(now).Day == 1)
            await store.RemoveSentAsync(now.AddDays(-DaysRemembered), cancellationToken);
    }

    private async Task TellAsync(Azure.Data.Tables.TableEntity person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (recipient, day) = (MailRows.Recipient(person), NoticeText.Zone.DateOf(now));
        var waiting = (await store.LinesAsync(recipient.Key, cancellationToken)).Where(MailRows.Waits).ToList();
        if (waiting.Count == 0)
            await store.ForgetAsync(person, cancellationToken);
        else if (await store.FindAsync(recipient.Key, MailRows.DigestKey(day), cancellationToken) is null)
            await outbox.SendDigestAsync(recipient, day, now, waiting.Take(MailRows.MostLines), cancellationToken);
    }

    [LoggerMessage(
        1, LogLevel.Error, "The daily mail of recipient {Recipient} (a hash) failed; its notices wait for the next.",
        EventName = "DigestFailed")]
    private partial void Failed(Exception exception, string recipient);
}
