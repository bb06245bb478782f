using ChildProtection.LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives the messages of one session, in order, while it holds the session's lock.</summary>
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    internal ServiceBusSessionReceiver(BrokerConnection connection, string entityPath, ServiceBusReceiveMode mode, SessionLock session)
        : base(connection, entityPath, mode, session) => SessionLockedUntil = session.LockedUntil;

    /// <summary>For mocks.</summary>
    protected ServiceBusSessionReceiver()
    {
    }

    /// <summary>The session.</summary>
    public virtual string SessionId => Session!.SessionId;

    /// <summary>Until when nobody else receives from the session, UTC.</summary>
    public virtual DateTimeOffset SessionLockedUntil { get; private set; }

    /// <summary>Locks the session anew for the queue's lock duration, and with it the messages received.</summary>
    /// <exception cref="ServiceBusException">SessionLockLost.</exception>
    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        SessionLockedUntil = await Broker().RenewSessionAsync(EntityPath, Session!);
}
