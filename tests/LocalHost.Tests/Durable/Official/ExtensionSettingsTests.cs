using LocalHost.Durable.Official;

namespace LocalHost.Tests.Durable.Official;

public sealed class ExtensionSettingsTests : IDisposable
{
    private const string Section = "AzureWebJobs:extensions:durableTask:";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("extension-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_WithAHostJson_PutsItsExtensionsWhereTheExtensionLooks()
    {
        var settings = Read("""{ "extensions": { "durableTask": { "hubName": "Mine", "storageProvider": { "partitionCount": 3 } } } }""");

        Assert.Equal("Mine", settings[Section + "hubName"]);
        Assert.Equal("3", settings[Section + "storageProvider:partitionCount"]);
    }

    [Fact]
    public void Read_WithAnOverrideInTheEnvironment_TakesIt()
    {
        var settings = Read(
            """{ "extensions": { "durableTask": { "hubName": "Mine" } } }""",
            ("AzureFunctionsJobHost__extensions__durableTask__hubName", "Other"));

        Assert.Equal("Other", settings[Section + "hubName"]);
    }

    [Fact]
    public void Read_WithLongVisibilityTimeouts_ShortensThem()
    {
        var settings = Read(
            """{ "extensions": { "durableTask": { "storageProvider": { "controlQueueVisibilityTimeout": "00:05:00" } } } }""");

        Assert.Equal("00:01:00", settings[Section + "storageProvider:controlQueueVisibilityTimeout"]);
        Assert.Equal("00:00:30", settings[Section + "storageProvider:workItemQueueVisibilityTimeout"]);
    }

    [Fact]
    public void Read_WithOtherVariables_LeavesThemOut()
    {
        var settings = Read("{}", ("CONTAINER_NAME", "would make the extension log to the console"));

        Assert.DoesNotContain("CONTAINER_NAME", settings.Keys);
        Assert.Equal("dotnet-isolated", settings["FUNCTIONS_WORKER_RUNTIME"]);
    }

    private Dictionary<string, string?> Read(string hostJson, params (string Name, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), hostJson);
        return ExtensionSettings.Read(new OfficialEngineOptions
        {
            AppDirectory = _folder.FullName,
            Storage = "UseDevelopmentStorage=true",
            Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        }).ToDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
