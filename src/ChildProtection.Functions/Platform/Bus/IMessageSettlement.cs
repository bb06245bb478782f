using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>The ways to settle a received message, from any receiver.</summary>
internal interface IMessageSettlement
{
    Task CompleteAsync();

    /// <param name="properties">Application properties to set on the message for its next delivery.</param>
    Task GiveBackAsync(IDictionary<string, object> properties);

    Task DeadLetterAsync(string reason, string description);
}

/// <summary>
/// Settles a message of a session. A stop of the processor does not cancel it, because the broker must learn of a decision.
/// </summary>
internal sealed class SessionSettlement(ProcessSessionMessageEventArgs delivery) : IMessageSettlement
{
    public Task CompleteAsync() => delivery.CompleteMessageAsync(delivery.Message, CancellationToken.None);

    public Task GiveBackAsync(IDictionary<string, object> properties) =>
        delivery.AbandonMessageAsync(delivery.Message, properties, CancellationToken.None);

    public Task DeadLetterAsync(string reason, string description) =>
        delivery.DeadLetterMessageAsync(delivery.Message, reason, description, CancellationToken.None);
}

/// <summary>Settles a message without a session, also while the processor stops.</summary>
internal sealed class MessageSettlement(ProcessMessageEventArgs delivery) : IMessageSettlement
{
    public Task CompleteAsync() => delivery.CompleteMessageAsync(delivery.Message, CancellationToken.None);

    public Task GiveBackAsync(IDictionary<string, object> properties) =>
        delivery.AbandonMessageAsync(delivery.Message, properties, CancellationToken.None);

    public Task DeadLetterAsync(string reason, string description) =>
        delivery.DeadLetterMessageAsync(delivery.Message, reason, description, CancellationToken.None);
}
