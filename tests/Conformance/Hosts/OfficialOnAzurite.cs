using ChildProtection.Tests.Support;
using LocalHost.Durable.Official;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conformance.Hosts;

/// <summary>The official extension on Azurite: what the suite takes for the truth. One engine serves all tests.</summary>
public sealed class OfficialOnAzurite : IEngine
{
    // Azurite and worker end with the test's process.
    private static readonly Lazy<Task<EngineSession>> Session = new(static async () =>
    {
        var azurite = await AzuriteProcess.StartWholeAsync(null);
        var host = await DurableHost.StartAsync(
            PublishedApp.Folder, invoker => new OfficialEngine(Options(azurite), invoker, NullLoggerFactory.Instance));
        return new EngineSession(host.Client);
    });

    public static IReadOnlySet<string> KnownGaps { get; } = new HashSet<string>();

    public static Task<EngineSession> OpenAsync() => Session.Value;

    private static OfficialEngineOptions Options(AzuriteProcess azurite) => new()
    {
        AppDirectory = PublishedApp.Folder,
        Storage = azurite.ConnectionString,
        Settings = new Dictionary<string, string?>
        {
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:00.100",
        },
    };
}
