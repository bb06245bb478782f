using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// A dead letter to be sent again. The sender stays the one that the broker knows, the recipient the one of its subscription: nobody can
/// change either. Its id is the same at each attempt, and differs from the letter's own, which the topic would drop.
/// </summary>
internal static class RedrivenMessage
{
    private const int LongestSubject = 128;

    /// <param name="letter">The letter.</param>
    /// <param name="corrected">The corrected body; null to send the original.</param>
    /// <param name="id">The message's id.</param>
    /// <exception cref="ProblemException">The letter cannot be sent.</exception>
    public static ServiceBusMessage Of(DeadLetter letter, BinaryData? corrected, string id)
    {
        var message = letter.IsNotification ? Notification(letter, corrected) : Event(letter, corrected);
        message.MessageId = id;
        if (letter.Agency is { } agency)
            message.ApplicationProperties[BusNames.AgencyProperty] = agency;
        return message;
    }

    /// <summary>
    /// An event gets the session of its subject. Without a correction, and with a session, it goes unchanged, even if invalid.
    /// </summary>
    private static ServiceBusMessage Event(DeadLetter letter, BinaryData? corrected)
    {
        var subject = letter.Text.Attribute("subject") is { Length: <= LongestSubject } named ? named : null;
        return new ServiceBusMessage(corrected ?? letter.Message.Body)
        {
            SessionId = (corrected is null ? letter.Message.SessionId : null)
                ?? subject
                ?? throw new ProblemException(
                    Problems.Validation("/action", "must be discard, because the message has neither a session nor a subject")),
            ContentType = letter.Message.ContentType,
        };
    }

    private static ServiceBusMessage Notification(DeadLetter letter, BinaryData? corrected)
    {
        var kind = Correction.KindOf(letter);
        var message = new ServiceBusMessage(corrected ?? letter.Message.Body)
        {
            ContentType = BusConnection.ContentType,
            Subject = kind.MessageType,
            CorrelationId = letter.Text.Attribute("subject"),
        };
        message.ApplicationProperties[BusNames.KindProperty] = kind.Name;
        // Agencies can set properties of their dead letters; only the app sets those of the staff's subscription.
        foreach (
            var property in letter.Place.Name == BusNames.People
                ? (string[])[BusNames.ToProperty, BusNames.TeamProperty, BusNames.AccountProperty]
                : [])
        {
            if (letter.Message.ApplicationProperties.TryGetValue(property, out var value))
                message.ApplicationProperties[property] = value;
        }

        return message;
    }
}
