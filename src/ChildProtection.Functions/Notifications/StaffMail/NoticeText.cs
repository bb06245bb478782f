using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// A notice as a paragraph of a mail: the child by initials and reference, what it is, since when, by when, what to do, and where. Mail
/// leaves the authority's own systems, so it holds no name and no words of the record.
/// </summary>
internal static class NoticeText
{
    /// <summary>The time of the United Kingdom and its islands, whose procedures the app follows.</summary>
    public static readonly CaseTimeZone Zone = new("Europe/London");

    private static readonly string[] Meetings = ["scheduledOn", "newOn"];

    public static string Paragraph(StoredNotification notice, StoredCase stored, Uri? web)
    {
        var kind = KindOf(notice);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Child(stored)}: {What(kind, notice)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Since: {CountingText.Day(Zone.DateOf(notice.At))}, {Zone.TimeOf(notice.At):HH:mm}\n");
        if (MeetingOf(notice.Data) is { } meeting)
            text.Append(CultureInfo.InvariantCulture, $"On: {CountingText.Day(meeting)}\n");
        if (DueOf(notice.Data) is { } due)
            text.Append(CultureInfo.InvariantCulture, $"{(due < Zone.DateOf(notice.At) ? "Was due" : "By")}: {CountingText.Day(due)}\n");
        text.Append(CultureInfo.InvariantCulture, $"What to do: {kind.ToDo}\n");
        return text.Append(Place(notice.CaseId, web)).ToString();
    }

    public static string Subject(StoredNotification notice, StoredCase stored) => $"{What(KindOf(notice), notice)} ({Child(stored)})";

    /// <summary>Data of another version may not be readable as the kind's; rather at once than too late.</summary>
    public static Urgency UrgencyOf(StoredNotification notice)
    {
        var kind = KindOf(notice);
        try
        {
            return notice.Data.Deserialize(kind.Data, DomainJson.Record) is NotificationData data ? kind.UrgencyOf(data) : Urgency.AtOnce;
        }
        catch (JsonException)
        {
            return Urgency.AtOnce;
        }
    }

    /// <summary>The initials and the reference, which say enough to those who know the child.</summary>
    private static string Child(StoredCase stored) => $"{Initial(stored.GivenName)}{Initial(stored.FamilyName)} {Clean(stored.Reference)}";

    private static string Initial(string name) =>
        name.EnumerateRunes().FirstOrDefault(Rune.IsLetterOrDigit) is { Value: > 0 } first ? $"{first}." : "?";

    private static string What(NotificationKind kind, StoredNotification notice) =>
        Text(notice.Data, "title") is { } title ? $"{kind.Title}: {Clean(title)}" : kind.Title;

    private static string Place(string caseId, Uri? web) =>
        web is null ? $"Case: {Clean(caseId)}" : $"Link: {new Uri(web, $"cases/{Uri.EscapeDataString(caseId)}")}";

    /// <summary>The notice's own due day, or the first of several.</summary>
    private static DateOnly? DueOf(JsonObject data) => Day(data, "dueOn")
        ?? data.Select(field => field.Key).Where(name => name.EndsWith("DueOn", StringComparison.Ordinal)
            || name is "decisionNeededBy" or "recoverBy").Select(name => Day(data, name)).Min();

    private static DateOnly? MeetingOf(JsonObject data) => Meetings.Select(name => Day(data, name)).FirstOrDefault(day => day is not null);

    private static DateOnly? Day(JsonObject data, string name) =>
        DateOnly.TryParseExact(Text(data, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Text(JsonObject data, string name) =>
        data[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>One line, so that no text can begin a paragraph of its own.</summary>
    internal static string Clean(string text) =>
        new([.. text.Select(character => VisibleText.BreaksLines(character) ? ' ' : character)]);

    private static NotificationKind KindOf(StoredNotification notice) => NotificationKinds.Find(notice.Kind)
        ?? throw new InvalidDataException(
            $"Notification {notice.Id} has the unknown kind {notice.Kind} of a newer version. Deploy that version again.");
}
