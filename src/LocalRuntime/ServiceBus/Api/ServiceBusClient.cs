using Azure.Core;
using ChildProtection.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>The way to a bus. Safe for use by many callers at once; meant to be kept, with the senders and receivers made from it.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly BrokerConnection _connection;
    private volatile bool _closed;

    /// <summary>The bus that a connection string names: locally the broker of this process whose key it holds.</summary>
    /// <exception cref="FormatException">The connection string is not understood.</exception>
    public ServiceBusClient(string connectionString) => _connection = BrokerConnection.Parse(connectionString);

    /// <summary>A bus on Azure, reached with Microsoft Entra tokens. The local runtime has no way there: the client can be made, and its calls fail with ServiceCommunicationProblem.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        _connection = new(fullyQualifiedNamespace, "", "");
    }

    /// <summary>For mocks.</summary>
    protected ServiceBusClient() => _connection = BrokerConnection.None;

    /// <summary>Host name of the bus.</summary>
    public virtual string FullyQualifiedNamespace => _connection.FullyQualifiedNamespace;

    /// <summary>Whether the client was disposed.</summary>
    public virtual bool IsClosed => _closed;

    /// <summary>A sender to a queue or topic. Nothing is sent yet, and the entity need not exist.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueOrTopicName);
        return new(Open(), queueOrTopicName);
    }

    /// <summary>A receiver of a queue, with peek-lock.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    /// <summary>A receiver of a queue or of its dead-letter queue.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueName);
        ArgumentNullException.ThrowIfNull(options);
        return new(Open(), EntityPath.SubQueue(queueName, options.SubQueue), options.ReceiveMode, null);
    }

    /// <summary>A receiver of a topic's subscription, with peek-lock.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) =>
        CreateReceiver(topicName, subscriptionName, new ServiceBusReceiverOptions());

    /// <summary>A receiver of a topic's subscription or of its dead-letter queue.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(topicName);
        ArgumentException.ThrowIfNullOrEmpty(subscriptionName);
        return CreateReceiver(EntityPath.Subscription(topicName, subscriptionName), options);
    }

    /// <summary>Waits up to a minute for a session that has messages and that nobody holds, and locks it: the one with the oldest message.</summary>
    /// <exception cref="ServiceBusException">ServiceTimeout: there was none. MessagingEntityNotFound: no such queue.</exception>
    /// <exception cref="InvalidOperationException">The queue has no sessions.</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        AcceptAsync(queueName, null, options, cancellationToken);

    /// <summary>Locks a session, whether or not it has messages.</summary>
    /// <exception cref="ServiceBusException">SessionCannotBeLocked: another receiver holds it. MessagingEntityNotFound: no such queue.</exception>
    /// <exception cref="InvalidOperationException">The queue has no sessions.</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        return AcceptAsync(queueName, sessionId, options, cancellationToken);
    }

    /// <summary>Ends the client; what is locked stays so until its lock expires.</summary>
    public virtual ValueTask DisposeAsync()
    {
        _closed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task<ServiceBusSessionReceiver> AcceptAsync(
        string queueName, string? sessionId, ServiceBusSessionReceiverOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueName);
        var connection = Open();
        var session = await connection.Broker(queueName, AccessRight.Listen).AcceptSessionAsync(queueName, sessionId, cancellationToken);
        return new(connection, queueName, options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock, session);
    }

    private BrokerConnection Open()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _connection;
    }
}
