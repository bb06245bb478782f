using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conformance.Hosts;

/// <summary>The local engine, real clock, a file of its own.</summary>
internal sealed class ConformanceHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;
    private readonly DurableTaskEngine _engine;

    private ConformanceHost(DirectoryInfo folder, ServiceProvider services, DurableTaskEngine engine)
        => (_folder, _services, _engine) = (folder, services, engine);

    public DurableTaskClient Client => _engine.Client;

    public static async Task<ConformanceHost> StartAsync(Action<DurableTaskRegistry> register)
    {
        var registry = new DurableTaskRegistry();
        register(registry);
        var folder = Directory.CreateTempSubdirectory("conformance-");
        var services = new ServiceCollection().BuildServiceProvider();
        var engine = await DurableTaskEngine.OpenAsync(
            new() { DatabasePath = Path.Combine(folder.FullName, "engine.db") },
            registry, services, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        await engine.StartAsync(CancellationToken.None);
        return new(folder, services, engine);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
