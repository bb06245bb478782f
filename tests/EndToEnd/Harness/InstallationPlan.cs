namespace EndToEnd.Harness;

/// <summary>What an installation is made of.</summary>
internal sealed record InstallationPlan
{
    /// <summary>Where the simulated clock begins; null for the real one, with the official durable extension on Azurite.</summary>
    public string? Now { get; init; }

    /// <summary>Whether its Azurite is its own, so that it can be stopped, started again, and looked into.</summary>
    public bool OwnAzurite { get; init; }

    /// <summary>Whether the app's way to its bus can be cut.</summary>
    public bool CuttableBus { get; init; }

    /// <summary>Brings in what is there before the app starts.</summary>
    public Func<Installation, Task> Furnish { get; init; } = _ => Task.CompletedTask;

    /// <summary>Settings of the app, each as <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
