using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>
/// How often a message was tried. The broker counts every delivery, also one that ended because the app stopped or the record store was
/// away; those are noted on the message and taken off. So the queue itself must allow far more deliveries than there are tries.
/// </summary>
internal static class DeliveryCount
{
    /// <summary>Tries after which a message becomes a dead letter.</summary>
    public const int MaxTries = 10;

    /// <summary>Property: deliveries that do not count as tries.</summary>
    public const string ExcusedProperty = "excusedDeliveries";

    /// <summary>Deliveries that count, this one included.</summary>
    public static int Tries(ServiceBusReceivedMessage message) => Math.Max(1, message.DeliveryCount - Excused(message));

    /// <summary>The properties with which a message is given back.</summary>
    /// <param name="message">The message.</param>
    /// <param name="counts">Whether this delivery is a try.</param>
    public static Dictionary<string, object> GivenBack(ServiceBusReceivedMessage message, bool counts) =>
        new() { [ExcusedProperty] = Excused(message) + (counts ? 0 : 1) };

    /// <summary>Nothing at the first delivery: then the property is the sender's, and a sender cannot excuse itself.</summary>
    private static int Excused(ServiceBusReceivedMessage message) =>
        message.DeliveryCount > 1 && message.ApplicationProperties.GetValueOrDefault(ExcusedProperty) is int excused
            ? Math.Clamp(excused, 0, message.DeliveryCount - 1)
            : 0;
}
