using ChildProtection.Tests.Support;
using LocalHost.Durable.Official;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conformance.Hosts;

/// <summary>The official extension on Azurite: what the suite takes for the truth. One engine serves all tests.</summary>
public sealed class OfficialOnAzurite : IEngine, IHostedEngine
{
    // Azurite and worker end with the test's process.
    private static readonly Lazy<Task<EngineSession>> Session = new(static async () =>
    {
        var engine = await StartAsync();
        return new EngineSession(engine.Host.Client);
    });

    /// <summary>
    /// An event that comes before the start may stay away for minutes on a busy machine; the app's sweep hands such an event over again.
    /// </summary>
    public static IReadOnlySet<string> KnownGaps { get; } =
        new HashSet<string> { nameof(EventTests<OfficialOnAzurite>.RaiseEvent_BeforeTheInstanceRuns_IsKept) };

    public static Task<EngineSession> OpenAsync() => Session.Value;

    static Task<HostedEngine> IHostedEngine.StartAsync(TimeSpan functionTimeout) => StartAsync(functionTimeout);

    private static async Task<HostedEngine> StartAsync(TimeSpan? functionTimeout = null)
    {
        var azurite = await AzuriteProcess.StartWholeAsync(null);
        var host = await DurableHost.StartAsync(
            PublishedApp.Folder, invoker => Engine(azurite.ConnectionString, invoker), functionTimeout);
        return new HostedEngine(host, azurite);
    }

    internal static OfficialEngine Engine(string storage, IFunctionInvoker invoker, ILoggerFactory? loggers = null) => new(
        new OfficialEngineOptions
        {
            AppDirectory = PublishedApp.Folder,
            Storage = storage,
            Settings = new Dictionary<string, string?>
            {
                ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:00.100",
                // A message that was lost with an activity comes again soon; for orchestrations less than a minute is refused.
                ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout"] = "00:00:05",
            },
        },
        invoker,
        loggers ?? NullLoggerFactory.Instance);
}
