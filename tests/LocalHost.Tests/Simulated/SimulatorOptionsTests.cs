using LocalHost.Durable.Simulated;
using LocalHost.Hosting;

namespace LocalHost.Tests.Simulated;

public sealed class SimulatorOptionsTests : IDisposable
{
    private readonly DirectoryInfo _app = Directory.CreateTempSubdirectory("options-");

    public void Dispose() => _app.Delete(recursive: true);

    [Fact]
    public void Read_OfTheExtensionsSettings_KeepsToThem()
    {
        Write("""
            {
              // A comment, as host.json may have.
              "extensions": { "durableTask": {
                "hubName": "Cases", "maxConcurrentActivityFunctions": 7, "maxConcurrentOrchestratorFunctions": 9,
                "overridableExistingInstanceStates": "anyState", "throwStatusExceptionsOnRaiseEvent": false,
              } }
            }
            """);

        var options = SimulatorOptions.Read(_app.FullName);

        Assert.Equal(("Cases", 7, 9), (options.HubName, options.MaxConcurrentActivities, options.MaxConcurrentOrchestrations));
        Assert.True(options.ReplaceRunningInstances);
        Assert.False(options.RefuseEventsForEndedInstances);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{ "extensions": { "http": {} } }""")]
    public void Read_WithoutSettings_HasTheDefaults(string? json)
    {
        Write(json);

        Assert.Equal(new SimulatorOptions(), SimulatorOptions.Read(_app.FullName));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": "many" } } }""")]
    public void Read_OfSomethingElse_IsRefusedWithTheFilesName(string json)
    {
        Write(json);

        var error = Assert.Throws<HostStartException>(() => SimulatorOptions.Read(_app.FullName));

        Assert.Contains("host.json", error.Message, StringComparison.Ordinal);
    }

    private void Write(string? json)
    {
        if (json is not null)
            File.WriteAllText(Path.Combine(_app.FullName, "host.json"), json);
    }
}
