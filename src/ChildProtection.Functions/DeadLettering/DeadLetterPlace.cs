using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The kind of messages at a place.</summary>
internal enum DeadLetterKind
{
    /// <summary>Events of agencies that could not be used.</summary>
    Event,

    /// <summary>Events of one agency that its topic could not forward, as they had no session id.</summary>
    Unforwarded,

    /// <summary>Notifications that their recipient did not accept.</summary>
    Notification,
}

/// <summary>One dead-letter queue for administrators.</summary>
/// <param name="Key">Part of the letters' ids; letters, digits, dashes and dots.</param>
/// <param name="Kind">The kind of its messages.</param>
/// <param name="Topic">The topic; null for a queue.</param>
/// <param name="Name">The queue, or the topic's subscription.</param>
/// <param name="SubQueue">Which of its dead-letter queues.</param>
/// <param name="Agency">The agency whose entity it is, as sender or recipient; null for the shared queue.</param>
internal sealed record DeadLetterPlace(string Key, DeadLetterKind Kind, string? Topic, string Name, SubQueue SubQueue, string? Agency)
{
    /// <summary>The entity as the bus names it.</summary>
    public string Entity => Topic is null ? Name : $"{Topic}/subscriptions/{Name}";

    /// <summary>Every place, in the order of the list: the agencies' messages first.</summary>
    public static IEnumerable<DeadLetterPlace> All(BusAgencies agencies) =>
        [
            new("events", DeadLetterKind.Event, null, BusNames.AgencyEvents, SubQueue.DeadLetter, null),
            // A message that cannot be forwarded goes to the transfer queue; the other one gets messages that expire while the queue is
            // full or closed.
            .. agencies.Codes.SelectMany(code =>
                (DeadLetterPlace[])
                    [
                        new(
                            $"unforwarded.{code}",
                            DeadLetterKind.Unforwarded,
                            BusNames.TopicOf(code),
                            BusNames.AgencyEvents,
                            SubQueue.TransferDeadLetter,
                            code),
                        new(
                            $"from.{code}",
                            DeadLetterKind.Unforwarded,
                            BusNames.TopicOf(code),
                            BusNames.AgencyEvents,
                            SubQueue.DeadLetter,
                            code),
                    ]),
            .. agencies
                .Codes.Append(BusNames.People)
                .Select(code => new DeadLetterPlace(
                    $"to.{code}", DeadLetterKind.Notification, BusNames.CaseNotifications, code, SubQueue.DeadLetter, code)),
        ];

    public ServiceBusReceiver Receiver(ServiceBusClient client)
    {
        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue };
        return Topic is null ? client.CreateReceiver(Name, options) : client.CreateReceiver(Topic, Name, options);
    }
}
