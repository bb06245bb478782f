using ChildProtection.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue or topic. Safe for use by many callers at once.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly BrokerConnection _connection;
    private volatile bool _closed;

    internal ServiceBusSender(BrokerConnection connection, string entityPath) => (_connection, EntityPath) = (connection, entityPath);

    /// <summary>For mocks.</summary>
    protected ServiceBusSender() => (_connection, EntityPath) = (BrokerConnection.None, "");

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Host name of the bus.</summary>
    public virtual string FullyQualifiedNamespace => _connection.FullyQualifiedNamespace;

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => _closed;

    /// <summary>Sends a message. When the task ends well, the message is stored durably, or was recognised as a duplicate.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound, MessageSizeExceeded (256 KB), ServiceBusy when the bus can't store: nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The queue has sessions and the message no session id.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    /// <summary>Sends messages, all or none.</summary>
    /// <exception cref="ServiceBusException">As for one message; MessageSizeExceeded when all together exceed 256 KB.</exception>
    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellationToken.ThrowIfCancellationRequested();
        await _connection.Broker(EntityPath, AccessRight.Send).SendAsync(EntityPath, [.. messages.Select(Envelope.Of)]);
    }

    /// <summary>Ends the sender.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _closed = true;
        return Task.CompletedTask;
    }

    /// <summary>Ends the sender.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return new(CloseAsync());
    }
}
