using Microsoft.Azure.Amqp.Encoding;

namespace LocalHost.Bus.Amqp;

/// <summary>Properties that a receiver changes as it gives a message back.</summary>
internal static class MessageChanges
{
    public static Dictionary<string, object?> Of(AmqpMap? map)
    {
        var changes = new Dictionary<string, object?>();
        foreach (var (key, value) in map ?? [])
            changes[key.Key.ToString()!] = value;
        return changes;
    }
}
