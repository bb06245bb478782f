using LocalHost.Hosting;

namespace LocalHost.Tests.Hosting;

public sealed class LocalHostSettingsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_File_TakesEveryPart_AndPathsFromItsFolder()
    {
        var path = _folder.Write("local.host.json", """
            { "roles": ["A"], /* why */ "realTimeSchedules": ["Sweep"], "busEntities": "infra/bus.json",
              "environment": { "Bus": "{bus}", "Key": "{signingKey}" } }
            """);

        var settings = LocalHostSettings.Read(path);

        Assert.Equal(["A"], settings.Roles);
        Assert.Equal(["Sweep"], settings.RealTimeSchedules);
        Assert.Equal(Path.Combine(_folder.Path, "infra", "bus.json"), settings.BusEntities);
        Assert.Equal(
            new Dictionary<string, string> { ["Bus"] = "Endpoint=x", ["Key"] = "AQI=" },
            settings.EnvironmentFor("Endpoint=x", [1, 2], "/files", simulatedClock: false));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "rolls": [] }""")]
    [InlineData("""{ "roles": null }""")]
    public void Read_FileThatIsNotUnderstood_IsNamed(string text)
    {
        var path = _folder.Write("local.host.json", text);

        Assert.Contains(path, Assert.Throws<HostStartException>(() => LocalHostSettings.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "36500")]
    [InlineData(false, null)]
    public void EnvironmentFor_LongestTimer_IsToldOnTheSimulatedClockAlone(bool simulated, string? days)
    {
        var settings = new LocalHostSettings { Environment = new Dictionary<string, string> { ["Days"] = "{longestTimerDays}" } };

        Assert.Equal(days, settings.EnvironmentFor("", [], "", simulated).GetValueOrDefault("Days"));
    }

    [Fact]
    public void EnvironmentFor_UnknownPlaceholder_IsNamed()
    {
        var settings = new LocalHostSettings { Environment = new Dictionary<string, string> { ["Bus"] = "{buss}" } };

        Assert.Contains(
            "{buss}",
            Assert.Throws<HostStartException>(() => settings.EnvironmentFor("", [], "", simulatedClock: false)).Message,
            StringComparison.Ordinal);
    }
}
