namespace LocalHost.Bus.Broker;

/// <summary>The broker refuses something, by an error condition that Service Bus clients know.</summary>
/// <param name="condition">One of <see cref="Conditions"/>.</param>
/// <param name="message">What is wrong, and what to do.</param>
internal sealed class BusFault(string condition, string message) : Exception(message)
{
    public string Condition { get; } = condition;
}

/// <summary>Error conditions of AMQP and of Service Bus.</summary>
internal static class Conditions
{
    public const string NotFound = "amqp:not-found";
    public const string NotAllowed = "amqp:not-allowed";
    public const string NotImplemented = "amqp:not-implemented";
    public const string Unauthorized = "amqp:unauthorized-access";
    public const string InternalError = "amqp:internal-error";
    public const string DecodeError = "amqp:decode-error";
    public const string TooLarge = "amqp:link:message-size-exceeded";
    public const string LimitExceeded = "amqp:resource-limit-exceeded";
    public const string ArgumentError = "com.microsoft:argument-error";
    public const string Timeout = "com.microsoft:timeout";
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string SessionLockLost = "com.microsoft:session-lock-lost";
    public const string SessionCannotBeLocked = "com.microsoft:session-cannot-be-locked";
}
