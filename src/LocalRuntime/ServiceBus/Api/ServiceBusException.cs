namespace Azure.Messaging.ServiceBus;

/// <summary>A call to the bus failed. <see cref="Reason"/> tells programs why, the message people.</summary>
public class ServiceBusException : Exception
{
    private readonly string _text;

    /// <summary>A failure as the bus reports it.</summary>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="entityName">The queue, topic or subscription.</param>
    /// <param name="reason">Why, for programs.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceBusException(
        bool isTransient,
        string message,
        string? entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = null)
        : base(message, innerException)
        => (_text, IsTransient, EntityPath, Reason) = (message, isTransient, entityName, reason);

    /// <summary>A failure whose reason tells whether it is transient.</summary>
    public ServiceBusException(string message, ServiceBusFailureReason reason, string? entityPath = null, Exception? innerException = null)
        : this(
            reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem,
            message, entityPath, reason, innerException)
    {
    }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>Why the call failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue, topic or subscription; null when none is concerned.</summary>
    public string? EntityPath { get; }

    /// <inheritdoc/>
    public override string Message => EntityPath is null ? $"{_text} ({Reason})" : $"{_text} ({Reason}, {EntityPath})";
}
