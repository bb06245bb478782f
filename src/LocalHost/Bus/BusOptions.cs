namespace LocalHost.Bus;

/// <summary>The bus's files and port.</summary>
internal sealed record BusOptions
{
    /// <summary>The messages' file; owned by one process at a time.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>The keys' file, created if missing; readable only by its owner.</summary>
    public required string KeysPath { get; init; }

    /// <summary>The declared entities; null: none.</summary>
    public string? EntitiesPath { get; init; }

    /// <summary>
    /// Values of the list, by name, that the entities file repeats a part for; for an empty one the file's own values hold.
    /// </summary>
    public Func<string, IReadOnlyList<string>> ListOf { get; init; } = static _ => [];

    /// <summary>The loopback port for AMQP; 0 takes any free one.</summary>
    public int Port { get; init; } = 5672;

    /// <summary>
    /// Called on the store's thread before every commit that writes. What it throws refuses the commit; tests end the process in it.
    /// </summary>
    public Action? OnCommitting { get; init; }
}
