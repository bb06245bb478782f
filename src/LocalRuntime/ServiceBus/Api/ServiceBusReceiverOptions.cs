namespace Azure.Messaging.ServiceBus;

/// <summary>How a receiver receives.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>Default: peek-lock.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; }

    /// <summary>The queue itself (default), or one of its dead-letter queues.</summary>
    public SubQueue SubQueue { get; set; }
}

/// <summary>How a session's receiver receives.</summary>
public class ServiceBusSessionReceiverOptions
{
    /// <summary>Default: peek-lock.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; }
}
