namespace LocalHost.Durable.Official;

/// <summary>The options of the official engine.</summary>
internal sealed record OfficialEngineOptions
{
    /// <summary>The published app's folder; its <c>host.json</c> holds the extension's options.</summary>
    public required string AppDirectory { get; init; }

    /// <summary>Connection string of a storage account with blobs, queues and tables. Never logged.</summary>
    public required string Storage { get; init; }

    /// <summary>
    /// Settings as the environment holds them: <c>AzureFunctionsJobHost__...</c> goes before <c>host.json</c>, as on Azure.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The address of the app's HTTP, used in the management addresses of a client binding.</summary>
    public Uri HttpAddress { get; init; } = new("http://127.0.0.1:7071");
}
