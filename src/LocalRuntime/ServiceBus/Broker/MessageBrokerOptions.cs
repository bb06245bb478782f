namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Where a broker's things lie.</summary>
public sealed record MessageBrokerOptions
{
    /// <summary>The messages' file; owned by one process at a time.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>The keys' file, made when it is not there; readable by its owner only.</summary>
    public required string KeysPath { get; init; }

    /// <summary>The declared entities; null: none.</summary>
    public string? EntitiesPath { get; init; }

    /// <summary>Values of the list, by name, that the entities file repeats a part for; for an empty one the file's own values hold.</summary>
    public Func<string, IReadOnlyList<string>> ListOf { get; init; } = static _ => [];

    /// <summary>Called before every commit that writes; tests fail commits with it.</summary>
    internal Action? OnCommitting { get; init; }
}
