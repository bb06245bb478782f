namespace LocalHost.Bus.Access;

/// <summary>A key, as a developer needs it.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="Grants">What it may do, and where.</param>
/// <param name="ConnectionString">With the key, for any Service Bus client.</param>
internal sealed record BusKey(string Name, IReadOnlyList<BusGrant> Grants, string ConnectionString);

/// <param name="Entity">Path of the queue, topic or subscription; empty: everything.</param>
/// <param name="Rights">Send, Listen, Manage.</param>
internal sealed record BusGrant(string Entity, IReadOnlyList<string> Rights);
