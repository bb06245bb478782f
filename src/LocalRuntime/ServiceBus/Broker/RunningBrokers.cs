namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The brokers of this process. Keys are made per installation, so a key tells which broker is meant, whatever port its host listens on.</summary>
internal static class RunningBrokers
{
    private static readonly Lock Gate = new();
    private static readonly List<MessageBroker> Running = [];

    public static void Add(MessageBroker broker)
    {
        lock (Gate)
            Running.Add(broker);
    }

    public static void Remove(MessageBroker broker)
    {
        lock (Gate)
            Running.Remove(broker);
    }

    public static MessageBroker? Find(string keyName, string key)
    {
        lock (Gate)
            return Running.Find(broker => broker.Keys.Knows(keyName, key));
    }
}
