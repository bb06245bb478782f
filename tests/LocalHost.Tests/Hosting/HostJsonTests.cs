using LocalHost.Hosting;

namespace LocalHost.Tests.Hosting;

public sealed class HostJsonTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WithoutAFile_HasTheDefaults() => Assert.Equal(new HostJson(), HostJson.Read(_folder.Path));

    [Fact]
    public void Read_File_TakesPrefixLimitsAndTimeout()
    {
        _folder.Write("host.json", """
            { /* as the Functions host reads it */ "version": "2.0", "functionTimeout": "00:07:00",
              "extensions": { "http": { "routePrefix": "/v1/cp/", "maxConcurrentRequests": 7, "maxOutstandingRequests": -1 } }, }
            """);

        Assert.Equal(
            new HostJson { RoutePrefix = "v1/cp", MaxConcurrentRequests = 7, FunctionTimeout = TimeSpan.FromMinutes(7) },
            HostJson.Read(_folder.Path));
    }

    [Fact]
    public void Read_TimeoutOfMinusOne_IsForEver()
    {
        _folder.Write("host.json", """{ "functionTimeout": "-1" }""");

        Assert.Equal(Timeout.InfiniteTimeSpan, HostJson.Read(_folder.Path).FunctionTimeout);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "functionTimeout": "long" }""")]
    [InlineData("""{ "extensions": { "http": { "maxConcurrentRequests": "7" } } }""")]
    public void Read_FileThatCantBeRead_IsNamed(string text)
    {
        _folder.Write("host.json", text);

        Assert.Contains(
            "host.json", Assert.Throws<HostStartException>(() => HostJson.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }
}
