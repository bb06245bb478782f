using System.Globalization;
using System.Text;
using System.Text.Json;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>A notification as an e-mail (RFC 5322), as a mail service would send it.</summary>
/// <param name="FileName">The same for the same message.</param>
/// <param name="Content">UTF-8, lines ending in CRLF.</param>
internal sealed record Mail(string FileName, byte[] Content)
{
    private const string Domain = "childprotection.invalid";

    /// <param name="to">The role.</param>
    /// <param name="team">The case's team.</param>
    /// <param name="account">The holder of the role on the case, if known.</param>
    /// <param name="message">The message's body, a CloudEvent.</param>
    public static Mail Of(string to, string? team, string? account, JsonElement message)
    {
        var (id, caseId, time, data) = (
            Text(message, "id"), Text(message, "subject"), message.GetProperty("time").GetDateTimeOffset(), message.GetProperty("data"));
        var kind = NotificationKinds.All.First(one => one.MessageType == Text(message, "type"));
        var name = account is null ? $"{to}, {team}" : $"{to} {account}, {team}";
        var text = new StringBuilder();
        Header(text, "From", $"{MailHeader.Text("Child protection")} <no-reply@{Domain}>");
        Header(text, "To", $"{MailHeader.Text(name)} <{MailHeader.LocalPart(account ?? $"{to}.{team}")}@{Domain}>");
        Header(text, "Date", time.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", $"<{TableKeys.Sha256(id)}@{Domain}>");
        Header(text, "Subject", MailHeader.Text(Subject(kind, data)));
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", "8bit");
        text.Append("\r\n").Append(kind.Title).Append(".\r\n\r\n");
        foreach (var field in data.EnumerateObject())
            text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {MailHeader.Clean(field.Value.ToString())}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"case: {MailHeader.Clean(caseId)}\r\n");
        return new Mail(
            $"{time.UtcDateTime:yyyyMMddTHHmmss}-{kind.Name}-{TableKeys.Sha256(id)[..16]}.eml", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Subject(NotificationKind kind, JsonElement data)
    {
        var about = data.TryGetProperty("title", out var title) ? $": {title.GetString()}" : "";
        var due = data.TryGetProperty("dueOn", out var dueOn) ? $", due {dueOn.GetString()}" : "";
        return $"{kind.Title}{about}{(about.Length > 0 ? due : "")} (child {Text(data, "child")})";
    }

    private static void Header(StringBuilder text, string name, string value) =>
        text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Text(JsonElement parent, string field) => parent.GetProperty(field).GetString() ?? "";
}
