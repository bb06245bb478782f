using ChildProtection.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from one queue or subscription and settles what it received. Safe for use by many callers at once.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    // The client library's own default.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly BrokerConnection _connection;
    private volatile bool _closed;

    internal ServiceBusReceiver(BrokerConnection connection, string entityPath, ServiceBusReceiveMode mode, SessionLock? session) =>
        (_connection, EntityPath, ReceiveMode, Session) = (connection, entityPath, mode, session);

    /// <summary>For mocks.</summary>
    protected ServiceBusReceiver() => (_connection, EntityPath) = (BrokerConnection.None, "");

    /// <summary>The queue, subscription or dead-letter queue.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Host name of the bus.</summary>
    public virtual string FullyQualifiedNamespace => _connection.FullyQualifiedNamespace;

    /// <summary>What becomes of a message when it is received.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    /// <summary>Whether the receiver was closed.</summary>
    public virtual bool IsClosed => _closed;

    private protected SessionLock? Session { get; }

    /// <summary>Waits for a message; null when none came.</summary>
    /// <param name="maxWaitTime">How long to wait, in real time; a minute when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound, SessionLockLost, ServiceBusy.</exception>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        var received = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken);
        return received.Count == 0 ? null : received[0];
    }

    /// <summary>Waits for the first message, then gives what is there, up to a number. Empty when none came.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound, SessionLockLost, ServiceBusy.</exception>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        return await Broker().ReceiveAsync(EntityPath, maxMessages, maxWaitTime ?? DefaultWait, ReceiveMode, Session, cancellationToken);
    }

    /// <summary>Looks at the first message from a number on without receiving it.</summary>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var seen = await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken);
        return seen.Count == 0 ? null : seen[0];
    }

    /// <summary>Looks at messages from a number on, in order, locked ones included, without receiving them.</summary>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        cancellationToken.ThrowIfCancellationRequested();
        return await Broker().PeekAsync(EntityPath, maxMessages, fromSequenceNumber ?? 0, Session?.SessionId);
    }

    /// <summary>Removes a message that was dealt with.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: the lock has expired, and the message will come again.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Broker().CompleteAsync(EntityPath, TokenOf(message));

    /// <summary>Gives a message back, to be delivered again at once; past the maximum it becomes a dead letter.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost.</exception>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Broker().AbandonAsync(EntityPath, TokenOf(message), Copy(propertiesToModify));

    /// <summary>Moves a message to the dead-letter queue.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Broker().DeadLetterAsync(EntityPath, TokenOf(message), Copy(propertiesToModify), null, null);

    /// <summary>Moves a message to the dead-letter queue with a reason.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        Broker().DeadLetterAsync(EntityPath, TokenOf(message), [], deadLetterReason, deadLetterErrorDescription);

    /// <summary>Moves a message to the dead-letter queue with a reason and properties.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        Broker().DeadLetterAsync(EntityPath, TokenOf(message), Copy(propertiesToModify), deadLetterReason, deadLetterErrorDescription);

    /// <summary>Locks a message anew for the queue's lock duration; <see cref="ServiceBusReceivedMessage.LockedUntil"/> then shows until when.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost.</exception>
    /// <exception cref="InvalidOperationException">The message was received through a session, whose lock is renewed instead.</exception>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        if (Session is not null)
            throw new InvalidOperationException("A message of a session has no lock of its own; renew the session's.");
        message.LockedUntil = await Broker().RenewAsync(EntityPath, TokenOf(message));
    }

    /// <summary>Ends the receiver. A session is free for others at once; other messages stay locked until their locks expire.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (_closed)
            return;
        _closed = true;
        if (Session is not null)
            await _connection.Broker(EntityPath, AccessRight.Listen).ReleaseSessionAsync(EntityPath, Session);
    }

    /// <summary>Ends the receiver.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private protected MessageBroker Broker()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _connection.Broker(EntityPath, AccessRight.Listen);
    }

    private Guid TokenOf(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return ReceiveMode == ServiceBusReceiveMode.PeekLock
            ? message.LockTokenGuid
            : throw new InvalidOperationException("A message received with ReceiveAndDelete is gone already and can't be settled.");
    }

    private static Dictionary<string, object> Copy(IDictionary<string, object>? properties) => new(properties ?? new Dictionary<string, object>());
}
