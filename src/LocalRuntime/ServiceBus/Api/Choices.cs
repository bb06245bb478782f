namespace Azure.Messaging.ServiceBus;

/// <summary>What becomes of a message when it is received.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>It is locked for the receiver, who settles it.</summary>
    PeekLock = 0,

    /// <summary>It is removed: a receiver that fails has lost it.</summary>
    ReceiveAndDelete = 1,
}

/// <summary>A queue that belongs to another one.</summary>
public enum SubQueue
{
    /// <summary>The queue itself.</summary>
    None = 0,

    /// <summary>Where messages go that can't be used or delivered.</summary>
    DeadLetter = 1,

    /// <summary>Where messages of a topic's subscription stay that cannot be forwarded.</summary>
    TransferDeadLetter = 2,
}

/// <summary>The state of a message in its queue.</summary>
public enum ServiceBusMessageState
{
    /// <summary>It can be received.</summary>
    Active = 0,

    /// <summary>It was set aside by its receiver.</summary>
    Deferred = 1,

    /// <summary>It is not to be received before a moment.</summary>
    Scheduled = 2,
}
