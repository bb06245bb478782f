using ChildProtection.Tests.Support;
using LocalHost.Tests.Admin;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Durable.Official;

/// <summary>
/// A connection string of the engine's storage that can't be used is named by its option; what it says may be a key: never told.
/// </summary>
public sealed class BrokenStorageTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";

    [Theory]
    [InlineData(Key)]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=store;AccountKey=%{Key}=;EndpointSuffix=core.windows.net")]
    [InlineData($"BlobEndpoint=not an address;AccountName=store;AccountKey={Key}=")]
    public async Task Start_ABrokenConnectionString_NamesTheOptionAndKeepsItsKey(string storage)
    {
        var logs = HeardLogs.From();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        await using var host = FunctionsHost.In(loggers: loggers);

        var fault = await Assert.ThrowsAsync<WorkerFaultException>(
            () => host.StartAsync([typeof(DurableFunctions)], configure: null, "--storage", storage));

        Assert.Contains("what --storage says", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line => line.Text.Contains(Key, StringComparison.Ordinal));
    }
}
