using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the message a function was started for.</summary>
public class ServiceBusMessageActions
{
    private readonly ServiceBusReceiver? _receiver;

    internal ServiceBusMessageActions(ServiceBusReceiver receiver) => _receiver = receiver;

    /// <summary>For mocks.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>True once the function has settled the message itself.</summary>
    internal bool Settled { get; private set; }

    private ServiceBusReceiver Receiver => _receiver ?? throw new InvalidOperationException("These actions were made without a receiver; a mock overrides each member it uses.");

    /// <summary>Removes the message.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again.</exception>
    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await Receiver.CompleteMessageAsync(message, cancellationToken);
        Settled = true;
    }

    /// <summary>Gives the message back, to be delivered again at once; past the maximum it becomes a dead letter.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost.</exception>
    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        await Receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);
        Settled = true;
    }

    /// <summary>Moves the message to the dead-letter queue.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost.</exception>
    public virtual async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        await (deadLetterReason is null
            ? Receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken)
            : Receiver.DeadLetterMessageAsync(message, propertiesToModify ?? [], deadLetterReason, deadLetterErrorDescription, cancellationToken));
        Settled = true;
    }

    /// <summary>Locks the message for longer. The host does so by itself while the function runs, up to <c>maxAutoLockRenewalDuration</c> of <c>host.json</c>.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost.</exception>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Receiver.RenewMessageLockAsync(message, cancellationToken);
}
