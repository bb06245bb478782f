namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>Hands mail to what delivers it.</summary>
internal interface IMailSender
{
    /// <summary>
    /// Hands over one mail. The same id again is the same mail: a sender that can tell does not send it twice, the others give it the same
    /// message id, by which its receiver can tell.
    /// </summary>
    /// <param name="mail">The mail.</param>
    /// <param name="again">Whether an earlier attempt may have succeeded.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MailServiceUnavailableException">The service is away or refuses work for now.</exception>
    /// <exception cref="MailRefusedException">This mail will never be taken.</exception>
    Task SendAsync(OutgoingMail mail, bool again, CancellationToken cancellationToken);
}

/// <summary>The mail service cannot be reached, or takes nothing for now. The mail itself is valid: try again.</summary>
internal sealed class MailServiceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The mail will not be taken however often it is sent; the message says why, without address and text.</summary>
internal sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);
