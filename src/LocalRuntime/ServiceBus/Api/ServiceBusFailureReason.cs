namespace Azure.Messaging.ServiceBus;

/// <summary>Why a call to the bus failed.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>None of the others.</summary>
    GeneralError = 0,

    /// <summary>There is no such queue, topic or subscription.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock has expired, or the message was settled before.</summary>
    MessageLockLost = 2,

    /// <summary>The message is larger than the bus takes.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The bus can't store at present.</summary>
    ServiceBusy = 7,

    /// <summary>Nothing came within the time given.</summary>
    ServiceTimeout = 8,

    /// <summary>The bus can't be reached.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>Another receiver holds the session.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The session's lock has expired.</summary>
    SessionLockLost = 11,
}
