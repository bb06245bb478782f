using System.Globalization;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>Names a dead letter: the place, and the message's number there.</summary>
internal readonly record struct DeadLetterId(string Place, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place}.{Number}");

    /// <summary>Null when it is none. Whether there is such a place, the caller looks up.</summary>
    public static DeadLetterId? Parse(string text) =>
        text.LastIndexOf('.') is > 0 and var dot
        && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(text[..dot], number)
            : null;
}

/// <summary>A dead letter where it lies.</summary>
internal sealed record DeadLetter(DeadLetterPlace Place, ServiceBusReceivedMessage Message)
{
    public DeadLetterId Id => new(Place.Key, Message.SequenceNumber);

    /// <summary>Who sent it, or was to get it. At an agency's own entity the entity says so, whatever the message does.</summary>
    public string? Agency => Place.Agency ?? Message.ApplicationProperties.GetValueOrDefault(BusNames.AgencyProperty) as string;
}
