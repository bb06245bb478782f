using Microsoft.Extensions.Configuration;

namespace LocalHost.Durable.Official;

/// <summary>The configuration of the extension's host: closed, so that no variable of this machine changes how it runs.</summary>
internal static class ExtensionSettings
{
    private const string HostJsonPrefix = "AzureFunctionsJobHost__";

    // A killed host's messages stay invisible for so long. Less than a minute is refused for orchestrations.
    private static readonly Dictionary<string, string?> Here = new()
    {
        ["extensions:durableTask:storageProvider:controlQueueVisibilityTimeout"] = "00:01:00",
        ["extensions:durableTask:storageProvider:workItemQueueVisibilityTimeout"] = "00:00:30",
    };

    public static IEnumerable<KeyValuePair<string, string?>> Read(OfficialEngineOptions options)
    {
        var hostJson = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(options.AppDirectory, "host.json"), optional: true)
            .AddInMemoryCollection(Here)
            .AddInMemoryCollection(Overrides(options.Settings))
            .Build();
        // The extension looks for its section here.
        var extensions = hostJson.GetSection("extensions").AsEnumerable()
            .Select(pair => KeyValuePair.Create($"AzureWebJobs:{pair.Key}", pair.Value));
        return
        [
            .. extensions,
            new("AzureWebJobsStorage", options.Storage),
            // Only for this runtime does the extension hand whole episodes on.
            new("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string?>> Overrides(IReadOnlyDictionary<string, string?> settings) => settings
        .Where(setting => setting.Key.StartsWith(HostJsonPrefix, StringComparison.OrdinalIgnoreCase))
        .Select(setting => KeyValuePair.Create(
            setting.Key[HostJsonPrefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), setting.Value));
}
