namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A key, as a developer needs it.</summary>
/// <param name="Entity">What it is for; empty: everything.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Rights">Send, Listen, Manage.</param>
/// <param name="ConnectionString">With the key.</param>
public sealed record BusKey(string Entity, string Name, IReadOnlyList<string> Rights, string ConnectionString);
