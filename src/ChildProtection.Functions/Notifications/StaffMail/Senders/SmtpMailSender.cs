using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>
/// Sends mail by SMTP. A process that ends between the server's answer and its own note sends the mail again, under the same message id.
/// </summary>
internal sealed class SmtpMailSender(SmtpOptions options, MailOptions mail) : IMailSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task SendAsync(OutgoingMail outgoing, bool again, CancellationToken cancellationToken)
    {
        using var message = MimeMail.Of(outgoing, mail.From);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, cancellationToken);
            if (options.User is { } user)
                await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (SmtpCommandException exception) when (IsOfTheMail(exception))
        {
            throw new MailRefusedException($"The mail server refused the {Part(exception)} with {(int)exception.StatusCode}.", exception);
        }
        catch (Exception exception) when (IsOfTheService(exception))
        {
            throw new MailServiceUnavailableException($"The mail server cannot be used: {exception.GetType().Name}.", exception);
        }
    }

    /// <summary>A 5xx answer is final, but one to the sender's own address: that is a setting, and the same for every mail.</summary>
    private static bool IsOfTheMail(SmtpCommandException exception) =>
        (int)exception.StatusCode >= 500
        && exception.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    private static string Part(SmtpCommandException exception) =>
        exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? "address" : "text";

    private static bool IsOfTheService(Exception exception) => exception is CommandException or ProtocolException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException
        or SocketException or IOException or TimeoutException or NotSupportedException;
}
