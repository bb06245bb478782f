using System.Text;
using System.Text.Json;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

public sealed class MailTests
{
    private static JsonElement Reminder(string title) => JsonSerializer.SerializeToElement(new
    {
        specversion = "1.0",
        id = "case-1:7:reminder:leadSocialWorker",
        type = "uk.childprotection.notification.Reminder.v1",
        subject = "case-1",
        time = new DateTimeOffset(2026, 2, 19, 9, 0, 0, TimeSpan.Zero),
        data = new { child = "C-1", title, dueOn = "2026-02-26" },
    });

    [Fact]
    public void Of_Reminder_IsAMailThatSaysWhatIsDue()
    {
        var mail = Mail.Of("leadSocialWorker", "north", "sw.1", Reminder("Initial conference"));
        var text = Encoding.UTF8.GetString(mail.Content);
        Assert.Contains("\r\nTo: =?utf-8?B?", text, StringComparison.Ordinal);
        Assert.Contains("<sw.1@childprotection.invalid>\r\nDate: Thu, 19 Feb 2026 09:00:00 +0000\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nReminder of a deadline.\r\n", text, StringComparison.Ordinal);
        Assert.Contains("dueOn: 2026-02-26\r\n", text, StringComparison.Ordinal);
        Assert.Equal(Mail.Of("leadSocialWorker", "north", "sw.1", Reminder("Initial conference")).FileName, mail.FileName);
    }

    [Fact]
    public void Of_ApprovalWithoutDueDate_SaysWhatIsAskedFor()
    {
        var message = JsonSerializer.SerializeToElement(new
        {
            id = "case-1:7:approvalWaiting:serviceManager",
            type = "uk.childprotection.notification.ApprovalWaiting.v1",
            subject = "case-1",
            time = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero),
            data = new { child = "C-1", approvalId = "approval-3", title = "End of the plan", tier = 0 },
        });
        var text = Encoding.UTF8.GetString(Mail.Of("serviceManager", "north", null, message).Content);
        var subject = text.Split("\r\nSubject: ")[1].Split("\r\nMIME")[0];
        var words = string.Concat(subject.Split("\r\n ").Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word[10..^2]))));
        Assert.Equal("A decision is needed: End of the plan (child C-1)", words);
        Assert.Contains("\r\napprovalId: approval-3\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nBcc: all@example.org")]
    [InlineData("a\nBcc: all@example.org\n\nbody")]
    [InlineData("a\u2028Bcc: x")]
    [InlineData("ü ß 漢字 👪 and a title that is much longer than one encoded word can ever be, again and again and again")]
    public void Of_AnyText_NeverBeginsAHeader(string text)
    {
        var mail = Encoding.UTF8.GetString(Mail.Of(text, text, text, Reminder(text)).Content);
        var headers = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        string[] known = ["From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
        Assert.All(headers, line => Assert.True(line.StartsWith(' ') || known.Contains(line.Split(':')[0]), line));
        Assert.All(headers, line => Assert.True(line.Length < 200 && line.All(char.IsAscii), line));
        Assert.DoesNotContain(mail.Split("\r\n"), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\n', mail.Replace("\r\n", "", StringComparison.Ordinal));
    }

    /// <summary>
    /// As a receiver reads it: one recipient, one text, and a subject that says what was meant, whatever stands in the names.
    /// </summary>
    [Theory]
    [InlineData("sw.1", "north", "Initial conference")]
    [InlineData("a\r\nBcc: all@example.org", "north\r\n\r\nDear all", "Title: with: colons")]
    [InlineData(
        "Zo\u00eb \u6f22\u5b57 \ud83d\ude00",
        "\u00dcber: uns <x@y>",
        "\u00c4 title that is much longer than one encoded word can ever be, \u6f22\u5b57 again and again")]
    [InlineData("a@evil.example, b@evil.example", "\"quoted\" (comment)", "=?utf-8?B?RXZpbA==?=")]
    [InlineData("\"x\"@evil.example>", "<a@b>", "\u2028\u0000\u0085 separators")]
    public void Of_AnyNames_IsReadAsOneMailToOneRecipientAlone(string account, string team, string title)
    {
        var mail = ParsedMail.Read(Mail.Of("leadSocialWorker", team, account, Reminder(title)).Content);

        Assert.Equal("childprotection.invalid", mail.To.Host);
        Assert.Matches("^[A-Za-z0-9.-]+$", mail.To.User);
        Assert.Equal(MailHeader.LocalPart(account), mail.To.User);
        Assert.Equal($"leadSocialWorker {MailHeader.Clean(account)}, {MailHeader.Clean(team)}", mail.ToName);
        Assert.Equal($"Reminder of a deadline: {MailHeader.Clean(title)}, due 2026-02-26 (child C-1)", mail.Subject);
        Assert.Equal("no-reply@childprotection.invalid", mail.From.Address);
        Assert.Equal(new DateTimeOffset(2026, 2, 19, 9, 0, 0, TimeSpan.Zero), mail.Date);
        Assert.Equal(
            ["From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"],
            mail.Headers.Keys);
        Assert.Equal(["case", "child", "dueOn", "title"], mail.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((MailHeader.Clean(title), "C-1"), (mail.Fields["title"], mail.Fields["child"]));
    }

    [Fact]
    public void Of_RoleWithoutAnAccount_GoesToTheRolesAddressOfTheTeam() =>
        Assert.Equal(
            "teamManager.north@childprotection.invalid",
            ParsedMail.Read(Mail.Of("teamManager", "north", null, Reminder("x")).Content).To.Address);

    [Theory]
    [InlineData("To: a@b.example\r\nTo: c@d.example\r\n\r\nx")]
    [InlineData("To: a@b.example\nBcc: c@d.example\r\n\r\nx")]
    [InlineData("Nonsense\r\n\r\nx")]
    public void Read_WhatIsNoMail_IsFound(string text) => Assert.ThrowsAny<Exception>(() => ParsedMail.Read(Encoding.UTF8.GetBytes(text)));
}
