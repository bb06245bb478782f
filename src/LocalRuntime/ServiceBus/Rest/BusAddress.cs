namespace ChildProtection.LocalRuntime.ServiceBus;

internal enum BusPart
{
    Messages,
    Head,
    Message,
}

/// <summary>An address of the REST protocol taken apart.</summary>
/// <param name="Entity">Normal path of the queue, topic, subscription or dead-letter queue.</param>
/// <param name="Part">What of it.</param>
/// <param name="MessageId">Message id or sequence number of one message.</param>
/// <param name="LockToken">Its lock.</param>
internal sealed record BusAddress(string Entity, BusPart Part, string MessageId = "", Guid LockToken = default)
{
    /// <summary>Null when it is none.</summary>
    public static BusAddress? Parse(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(segments, static segment => segment.Equals("messages", StringComparison.OrdinalIgnoreCase));
        if (at <= 0)
            return null;
        var entity = EntityPath.Normal(string.Join('/', segments[..at]));
        return segments[(at + 1)..] switch
        {
            [] => new(entity, BusPart.Messages),
            [var head] when head.Equals("head", StringComparison.OrdinalIgnoreCase) => new(entity, BusPart.Head),
            [var id, var token] when Guid.TryParse(token, out var lockToken) => new(entity, BusPart.Message, id, lockToken),
            _ => null,
        };
    }
}
