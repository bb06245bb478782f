using Azure.Messaging.ServiceBus;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>What the broker refuses, in the words and with the reasons that programs know.</summary>
internal static class Faults
{
    public static ServiceBusException NotFound(string entity) => new(
        $"There is no queue, topic or subscription '{entity}'. Entities are declared in the entities file; agencies and the like by their settings.",
        ServiceBusFailureReason.MessagingEntityNotFound, entity);

    public static ServiceBusException MessageLockLost(string entity) => new(
        "The lock of the message has expired, or the message was settled before. It is delivered again unless it was completed.",
        ServiceBusFailureReason.MessageLockLost, entity);

    public static ServiceBusException SessionLockLost(string entity) => new(
        "The lock of the session has expired, or the message was settled before. What was not completed is delivered again; accept the session anew.",
        ServiceBusFailureReason.SessionLockLost, entity);

    public static ServiceBusException SessionTaken(string entity, string session) => new(
        $"Another receiver holds the session '{session}'. Try again when it has released it.", ServiceBusFailureReason.SessionCannotBeLocked, entity);

    public static ServiceBusException NoSession(string entity) => new(
        "No session with messages was free within the time given.", ServiceBusFailureReason.ServiceTimeout, entity);

    public static ServiceBusException TooLarge(string entity, long size) => new(
        $"The messages have {size} bytes together; the bus takes {Envelope.LargestBytes}. Send less at once.", ServiceBusFailureReason.MessageSizeExceeded, entity);

    public static ServiceBusException NotStored(string path, Exception cause) => new(
        $"The broker's file '{path}' cannot be written ({cause.Message}). Nothing was stored; check the disk and try again.",
        ServiceBusFailureReason.ServiceBusy, null, cause);

    public static InvalidOperationException NeedsSessionReceiver(string entity) => new(
        $"'{entity}' has sessions: accept a session to receive from it.");

    public static InvalidOperationException HasNoSessions(string entity) => new($"'{entity}' has no sessions; receive from it directly.");

    public static InvalidOperationException NeedsSessionId(string entity) => new(
        $"The message has no session id, and '{entity}' has sessions; set SessionId.");
}
