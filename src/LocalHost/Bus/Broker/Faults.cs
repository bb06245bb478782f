namespace LocalHost.Bus.Broker;

/// <summary>What the broker refuses, and why.</summary>
internal static class Faults
{
    public static BusFault NotFound(string entity) => new(
        Conditions.NotFound,
        $"There is no queue, topic or subscription '{entity}'. Declare it in the entities file, or name the agency in the settings.");

    public static BusFault MessageLockLost() => new(
        Conditions.MessageLockLost,
        "The lock of the message has expired, or the message was settled before. Unless it was completed, it is delivered again.");

    public static BusFault SessionLockLost() => new(
        Conditions.SessionLockLost,
        "The lock of the session has expired, or the message was settled before. Accept the session again; the rest is delivered again.");

    public static BusFault SessionTaken(string session) => new(
        Conditions.SessionCannotBeLocked, $"Another receiver holds the session '{session}'. Try again when it has released it.");

    public static BusFault NoSession() => new(Conditions.Timeout, "No session with messages was free within the time given.");

    public static BusFault NeedsSessionReceiver(string entity) => new(
        Conditions.NotAllowed, $"'{entity}' has sessions. Accept a session to receive from it.");

    public static BusFault HasNoSessions(string entity) => new(
        Conditions.NotAllowed, $"'{entity}' has no sessions. Receive from it directly.");

    public static BusFault NeedsSessionId(string entity) => new(
        Conditions.NotAllowed, $"The message has no session id, and '{entity}' has sessions. Set its session id.");

    public static BusFault IsDeadLetter(string entity) => new(
        Conditions.NotAllowed, $"'{entity}' holds dead letters already. Complete or abandon the message.");

    public static BusFault NotImplemented(string what) => new(Conditions.NotImplemented, $"The local bus does not support {what}.");
}
