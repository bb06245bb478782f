using System.Globalization;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>Writes mail as <c>.eml</c> files, for a machine without a mail service. The same mail again is the same file.</summary>
internal sealed class FileMailSender(MailFolder folder, MailOptions options) : IMailSender
{
    public Task SendAsync(OutgoingMail mail, bool again, CancellationToken cancellationToken) =>
        folder.WriteAsync(FileName(mail), MimeMail.Bytes(mail, options.From), cancellationToken);

    private static string FileName(OutgoingMail mail) => string.Create(
        CultureInfo.InvariantCulture, $"{mail.At.UtcDateTime:yyyyMMddTHHmmss}-{mail.Kind}-{mail.Id[..Math.Min(mail.Id.Length, 16)]}.eml");
}
