using System.Text;
using MimeKit;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>A mail in the form of RFC 5322, for files and for SMTP.</summary>
internal static class MimeMail
{
    private static readonly FormatOptions Format = Options();

    public static MimeMessage Of(OutgoingMail mail, string from)
    {
        var sender = new MailboxAddress(Encoding.UTF8, "Child protection", from);
        return new MimeMessage([sender], [new MailboxAddress(Encoding.UTF8, mail.Name, mail.Address)], mail.Subject, Body(mail.Text))
        {
            Date = mail.At.ToUniversalTime(),
            MessageId = $"{mail.Id}@{sender.Domain}",
        };
    }

    /// <summary>UTF-8, lines ending in CRLF.</summary>
    public static byte[] Bytes(OutgoingMail mail, string from)
    {
        using var message = Of(mail, from);
        using var bytes = new MemoryStream();
        message.WriteTo(Format, bytes);
        return bytes.ToArray();
    }

    private static TextPart Body(string text)
    {
        var body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.EightBit };
        body.SetText(Encoding.UTF8, text);
        return body;
    }

    private static FormatOptions Options()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
