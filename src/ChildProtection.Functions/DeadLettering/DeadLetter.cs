using System.Globalization;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Agencies;
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
internal sealed class DeadLetter(DeadLetterPlace place, ServiceBusReceivedMessage message)
{
    private LetterText? _text;
    private string? _hash;

    public DeadLetterPlace Place => place;

    public ServiceBusReceivedMessage Message => message;

    public DeadLetterId Id => new(place.Key, message.SequenceNumber);

    /// <summary>The sender or the recipient. An agency's own entity decides it, not the message.</summary>
    public string? Agency => place.Agency ?? message.ApplicationProperties.GetValueOrDefault(BusNames.AgencyProperty) as string;

    public bool IsNotification => place.Kind == DeadLetterKind.Notification;

    /// <summary>What its envelope says.</summary>
    public LetterText Text => _text ??= LetterText.Of(message.Body.ToMemory());

    /// <summary>SHA-256 of the body.</summary>
    public string Hash => _hash ??= SentRedrives.HashOf(message.Body);

    /// <summary>Case or child, as the bus and the envelope name it. They differ only in a message that is faulty.</summary>
    public IEnumerable<string> Subjects =>
        new[] { IsNotification ? message.CorrelationId : message.SessionId, Text.Attribute("subject") }.OfType<string>().Distinct();
}
