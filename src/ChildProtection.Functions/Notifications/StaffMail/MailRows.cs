using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Rows of the table of mail. In a recipient's partition: a line for each notice, and a row for each day with a digest.</summary>
internal static class MailRows
{
    /// <summary>Partition of the recipients who have lines that wait for a digest.</summary>
    public const string People = "people";

    /// <summary>Partition of the mails that are not sent yet.</summary>
    public const string Unsent = "unsent";

    public const string LinePrefix = "line-";

    /// <summary>On a line: the key of the digest that tells it; absent while it waits.</summary>
    public const string DigestProperty = "Digest";

    /// <summary>On a line of a mail of its own.</summary>
    public const string AloneProperty = "Alone";

    public const string SentAtProperty = "SentAt";

    public const string CaseProperty = "CaseId";

    /// <summary>So many lines at most fit into the row of a digest; the others wait for the next.</summary>
    public const int MostLines = 2_000;

    private const string DigestPrefix = "digest-";
    private const string NoticeProperty = "Notice";
    private const string LinesProperty = "Lines";

    public static TableEntity Line(StoredNotification notice, bool alone)
    {
        var row = TableRows.New(MailRecipient.Of(notice).Key, LineKey(notice));
        row[CaseProperty] = notice.CaseId;
        row[AloneProperty] = alone;
        LongText.Write(row, NoticeProperty, JsonSerializer.Serialize(notice, DomainJson.Record));
        return row;
    }

    public static StoredNotification Notice(TableEntity line) =>
        LongText.Read(line, NoticeProperty) is { } json
        && JsonSerializer.Deserialize<StoredNotification>(json, DomainJson.Record) is { } notice
            ? notice
            : throw new InvalidDataException(
                $"Row {line.PartitionKey}/{line.RowKey} has no {NoticeProperty}; it was altered outside the app.");

    public static bool Waits(TableEntity line) => line.GetBoolean(AloneProperty) != true && line.GetString(DigestProperty) is null;

    public static bool IsSent(TableEntity row) => row.GetDateTimeOffset(SentAtProperty) is not null;

    public static TableEntity Person(MailRecipient recipient)
    {
        var row = TableRows.New(People, recipient.Key);
        Write(row, recipient);
        return row;
    }

    /// <summary>A digest: the lines that it tells, which never change, because an interrupted one is completed later.</summary>
    public static TableEntity Digest(TableEntity unsent)
    {
        var row = TableRows.New(Recipient(unsent).Key, unsent.Need("Row"));
        row["At"] = unsent.NeedInstant("At");
        LongText.Write(row, LinesProperty, LongText.Read(unsent, LinesProperty) ?? "");
        return row;
    }

    public static bool IsDigest(TableEntity unsent) => unsent.Need("Row").StartsWith(DigestPrefix, StringComparison.Ordinal);

    public static IReadOnlyList<string> LinesOf(TableEntity digest) => (LongText.Read(digest, LinesProperty) ?? "").Split(' ');

    public static string DigestKey(DateOnly day) => DigestPrefix + day.Iso();

    /// <summary>A digest that is to be sent, with what it tells.</summary>
    public static TableEntity UnsentDigest(
        MailRecipient recipient, DateOnly day, DateTimeOffset at, IEnumerable<string> lines, DateTimeOffset notBefore)
    {
        var unsent = UnsentMail(recipient, DigestKey(day), notBefore);
        unsent["At"] = at;
        LongText.Write(unsent, LinesProperty, string.Join(' ', lines));
        return unsent;
    }

    /// <param name="recipient">Who gets it.</param>
    /// <param name="row">The key of its line or its digest.</param>
    /// <param name="notBefore">Until then it belongs to those who write this.</param>
    public static TableEntity UnsentMail(MailRecipient recipient, string row, DateTimeOffset notBefore)
    {
        var unsent = TableRows.New(Unsent, MailId(recipient.Key, row));
        Write(unsent, recipient);
        unsent["Row"] = row;
        unsent["NotBefore"] = notBefore;
        unsent["Attempts"] = 1;
        return unsent;
    }

    public static MailRecipient Recipient(TableEntity row) =>
        new(row.GetString("Account"), row.GetString("Role") ?? "", row.GetString("Team"));

    /// <summary>A mail's id, the same at every attempt.</summary>
    public static string MailId(string recipient, string row) => TableKeys.Sha256($"{recipient}\n{row}")[..40];

    public static string LineKey(StoredNotification notice) => string.Create(
        CultureInfo.InvariantCulture, $"{LinePrefix}{notice.At.UtcDateTime:yyyyMMddTHHmmss}-{TableKeys.Sha256(notice.Id)[..32]}");

    private static void Write(TableEntity row, MailRecipient recipient)
    {
        row["Account"] = recipient.Account;
        row["Role"] = recipient.Role;
        row["Team"] = recipient.Team;
    }
}
