using System.Globalization;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>Names a dead letter: the place, and the message's number there.</summary>
internal readonly record struct DeadLetterId(string Place, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place}.{Number}");

    /// <summary>Null when the text is no such name. The caller checks that the place exists.</summary>
    public static DeadLetterId? Parse(string text) =>
        text.LastIndexOf('.') is > 0 and var dot
        && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(text[..dot], number)
            : null;
}

/// <summary>A dead letter at its place.</summary>
internal sealed record DeadLetter(DeadLetterPlace Place, ServiceBusReceivedMessage Message)
{
    public DeadLetterId Id => new(Place.Key, Message.SequenceNumber);

    /// <summary>The sender or the recipient. An agency's own entity decides it, not the message.</summary>
    public string? Agency => Place.Agency ?? Message.ApplicationProperties.GetValueOrDefault(BusNames.AgencyProperty) as string;
}
