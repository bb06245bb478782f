using ChildProtection.Tests.Support;
using LocalHost.Durable.Simulated;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conformance.Hosts;

/// <summary>The simulator on the system's clock. One engine serves all tests.</summary>
public sealed class Simulator : IEngine, IHostedEngine
{
    // The worker ends with the test's process.
    private static readonly Lazy<Task<EngineSession>> Session = new(static async () =>
    {
        var engine = await StartAsync();
        return new EngineSession(engine.Host.Client);
    });

    public static IReadOnlySet<string> KnownGaps { get; } = new HashSet<string>();

    public static Task<EngineSession> OpenAsync() => Session.Value;

    static Task<HostedEngine> IHostedEngine.StartAsync(TimeSpan functionTimeout) => StartAsync(functionTimeout);

    private static async Task<HostedEngine> StartAsync(TimeSpan? functionTimeout = null)
    {
        var options = SimulatorOptions.Read(PublishedApp.Folder);
        var host = await DurableHost.StartAsync(
            PublishedApp.Folder,
            invoker => new SimulatedEngine(options, TimeProvider.System, invoker, NullLoggerFactory.Instance),
            functionTimeout);
        return new HostedEngine(host, Azurite: null);
    }
}
