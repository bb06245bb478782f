using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Domain.Calendar;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>What lines come to when they are sent.</summary>
/// <param name="Mail">The mail; null when its recipient may read none of them any more.</param>
/// <param name="Shown">The notices in it.</param>
/// <param name="Moved">The notices that go to others instead.</param>
internal sealed record Composition(
    OutgoingMail? Mail, IReadOnlyList<StoredNotification> Shown, IReadOnlyList<StoredNotification> Moved);

/// <summary>Writes mails from stored notices, as their cases are now.</summary>
internal sealed class MailComposer(CaseReader cases, MailOptions options)
{
    private const string DigestKind = "digest";

    private const string DigestOpening = "This is new since your last daily mail. What cannot wait until the morning comes at once.";

    /// <summary>The mail of one notice.</summary>
    public async Task<Composition> AloneAsync(TableEntity line, string address, CancellationToken cancellationToken)
    {
        var (shown, moved) = await ReadAsync([line], cancellationToken);
        if (shown is not [var (notice, stored)])
            return new Composition(null, [], moved);
        var mail = Mail(line.PartitionKey, line.RowKey, MailRecipient.Of(notice), address) with
        {
            Kind = notice.Kind,
            At = notice.At,
            Subject = NoticeText.Subject(notice, stored),
            Text = NoticeText.Paragraph(notice, stored, options.WebAddress) + "\n",
        };
        return new Composition(mail, [notice], moved);
    }

    /// <summary>The mail of a day.</summary>
    public async Task<Composition> DigestAsync(
        TableEntity digest, MailRecipient recipient, IReadOnlyList<TableEntity> lines, string address, CancellationToken cancellationToken)
    {
        var (shown, moved) = await ReadAsync(lines, cancellationToken);
        if (shown.Count == 0)
            return new Composition(null, [], moved);
        var at = digest.GetDateTimeOffset("At") ?? default;
        var paragraphs = shown.OrderBy(one => one.Case.Reference, StringComparer.Ordinal).ThenBy(one => one.Notice.At)
            .Select(one => NoticeText.Paragraph(one.Notice, one.Case, options.WebAddress));
        var mail = Mail(digest.PartitionKey, digest.RowKey, recipient, address) with
        {
            Kind = DigestKind,
            At = at,
            Subject = string.Create(
                CultureInfo.InvariantCulture,
                $"{shown.Count} {(shown.Count == 1 ? "notice" : "notices")} on {CountingText.Day(NoticeText.Zone.DateOf(at))}"),
            Text = $"{DigestOpening}\n\n{string.Join("\n\n", paragraphs)}\n",
        };
        return new Composition(mail, [.. shown.Select(one => one.Notice)], moved);
    }

    private static OutgoingMail Mail(string recipientKey, string row, MailRecipient recipient, string address) => new()
    {
        Id = MailRows.MailId(recipientKey, row),
        Kind = "",
        Address = address,
        Name = NoticeText.Clean(recipient.Name),
        At = default,
        Subject = "",
        Text = "",
    };

    /// <summary>A line whose case is disposed of is told to nobody.</summary>
    private async Task<(List<(StoredNotification Notice, StoredCase Case)> Shown, List<StoredNotification> Moved)> ReadAsync(
        IReadOnlyList<TableEntity> lines, CancellationToken cancellationToken)
    {
        Dictionary<string, StoredCase?> known = new(StringComparer.Ordinal);
        List<(StoredNotification, StoredCase)> shown = [];
        List<StoredNotification> moved = [];
        foreach (var line in lines)
        {
            var notice = MailRows.Notice(line);
            if (!known.TryGetValue(notice.CaseId, out var stored))
                known[notice.CaseId] = stored = await cases.FindAsync(notice.CaseId, cancellationToken);
            if (stored is null)
                continue;
            foreach (var now in MailReaders.Of(notice, stored))
            {
                if (MailRecipient.Of(now) == MailRecipient.Of(notice))
                    shown.Add((notice, stored));
                else
                    moved.Add(now);
            }
        }

        return (shown, moved);
    }
}
