using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>
/// How often a message was tried. The broker counts every delivery, including those that ended because the app stopped or the record store
/// was away; the message notes those, and they are subtracted. So the queue must allow far more deliveries than tries.
/// </summary>
internal static class DeliveryCount
{
    /// <summary>The number of tries after which a message becomes a dead letter.</summary>
    public const int MaxTries = 10;

    /// <summary>Property: the number of deliveries that do not count as tries.</summary>
    public const string ExcusedProperty = "excusedDeliveries";

    /// <summary>Deliveries that count, this one included.</summary>
    public static int Tries(ServiceBusReceivedMessage message) => Math.Max(1, message.DeliveryCount - Excused(message));

    /// <summary>The properties of a message that is returned to the queue.</summary>
    /// <param name="message">The message.</param>
    /// <param name="counts">Whether this delivery is a try.</param>
    public static Dictionary<string, object> GivenBack(ServiceBusReceivedMessage message, bool counts) =>
        new() { [ExcusedProperty] = Excused(message) + (counts ? 0 : 1) };

    /// <summary>Zero at the first delivery: the property would be the sender's, and a sender must not excuse its own message.</summary>
    private static int Excused(ServiceBusReceivedMessage message) =>
        message.DeliveryCount > 1 && message.ApplicationProperties.GetValueOrDefault(ExcusedProperty) is int excused
            ? Math.Clamp(excused, 0, message.DeliveryCount - 1)
            : 0;
}
