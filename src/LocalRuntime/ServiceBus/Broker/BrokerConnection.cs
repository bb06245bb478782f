using Azure.Messaging.ServiceBus;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A connection string taken apart, and the way from it to the broker. The broker is looked up at each call: it may start after its clients.</summary>
internal sealed record BrokerConnection(string FullyQualifiedNamespace, string KeyName, string Key)
{
    public static BrokerConnection None { get; } = new("", "", "");

    /// <exception cref="FormatException">A part is missing or not understood. The message holds no value: one of them is the key.</exception>
    public static BrokerConnection Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException("The Service Bus connection string has a part that is not name=value. Write it as the portal, or GET /admin/servicebus/keys, shows it.");
            parts[part[..equals]] = part[(equals + 1)..];
        }

        return Uri.TryCreate(Need(parts, "Endpoint"), UriKind.Absolute, out var endpoint)
            ? new(endpoint.Host, Need(parts, "SharedAccessKeyName"), Need(parts, "SharedAccessKey"))
            : throw new FormatException("The Endpoint of the Service Bus connection string is not an absolute address such as sb://localhost:7071/servicebus/.");
    }

    /// <exception cref="ServiceBusException">ServiceCommunicationProblem: no broker of this process knows the key.</exception>
    /// <exception cref="UnauthorizedAccessException">The key does not reach so far.</exception>
    public MessageBroker Broker(string entity, AccessRight right)
    {
        var broker = RunningBrokers.Find(KeyName, Key) ?? throw new ServiceBusException(
            KeyName.Length == 0
                ? $"The local runtime can't reach the bus '{FullyQualifiedNamespace}' on Azure. Use a connection string from GET /admin/servicebus/keys, or build the Azure flavour."
                : $"No broker of this process knows the key '{KeyName}' of the connection string. Take the connection string from GET /admin/servicebus/keys, and see that the host has started.",
            ServiceBusFailureReason.ServiceCommunicationProblem, entity);
        return broker.Keys.Allows(EntityPath.Normal(entity), KeyName, Key, right)
            ? broker
            : throw new UnauthorizedAccessException($"The key '{KeyName}' does not allow {right} at '{entity}'. Use the key of that entity, or the namespace's.");
    }

    private static string Need(Dictionary<string, string> parts, string name) => parts.TryGetValue(name, out var value) && value.Length > 0
        ? value
        : throw new FormatException($"The Service Bus connection string has no {name}.");
}
