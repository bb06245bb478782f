using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DurableTask.Tests;

/// <summary>An engine on a file of its own that can be closed without draining and opened again.</summary>
internal sealed class EngineHarness : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly TimeProvider _clock;
    private readonly Func<DurableTaskEngineOptions, DurableTaskEngineOptions> _change;
    private Action<DurableTaskRegistry> _register;

    private readonly ILoggerFactory _loggers;

    private EngineHarness(
        Action<DurableTaskRegistry> register, TimeProvider? clock, Func<DurableTaskEngineOptions, DurableTaskEngineOptions>? change, ILoggerFactory? loggers)
    {
        _loggers = loggers ?? NullLoggerFactory.Instance;
        _register = register;
        _clock = clock ?? TimeProvider.System;
        _change = change ?? (static options => options);
    }

    public DirectoryInfo Folder { get; private init; } = null!;

    public string DatabasePath => Path.Combine(Folder.FullName, "engine.db");

    public DurableTaskEngine Engine { get; private set; } = null!;

    public DurableTaskClient Client => Engine.Client;

    public static async Task<EngineHarness> StartAsync(
        Action<DurableTaskRegistry> register, TimeProvider? clock = null, Func<DurableTaskEngineOptions, DurableTaskEngineOptions>? change = null,
        ILoggerFactory? loggers = null,
        DirectoryInfo? folder = null)
    {
        var harness = new EngineHarness(register, clock, change, loggers) { Folder = folder ?? Directory.CreateTempSubdirectory("engine-") };
        await harness.OpenAsync();
        return harness;
    }

    public static Task<DurableTaskEngine> OpenAsync(
        string path, Action<DurableTaskRegistry> register, TimeProvider? clock = null, Func<DurableTaskEngineOptions, DurableTaskEngineOptions>? change = null)
    {
        var registry = new DurableTaskRegistry();
        register(registry);
        return DurableTaskEngine.OpenAsync(
            (change ?? (static options => options))(new() { DatabasePath = path }), registry, new ServiceCollection().BuildServiceProvider(), clock ?? TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
    }

    /// <summary>A folder in memory where the system has one: a process that ends, or a fault that is planted, needs no disk to prove anything.</summary>
    public static DirectoryInfo FolderInMemory()
        => Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/engine-{Guid.NewGuid():N}") : Directory.CreateTempSubdirectory("engine-");

    /// <summary>Closes without draining and opens again, with other code when given.</summary>
    public async Task RestartAsync(Action<DurableTaskRegistry>? register = null)
    {
        await Engine.DisposeAsync();
        _register = register ?? _register;
        await OpenAsync();
    }

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    public async Task RestAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await Engine.WhenAtRestAsync(limit.Token);
    }

    /// <summary>What happened, without the turns' own marks: those depend on how many messages met in one turn.</summary>
    public async Task<string> StoryAsync(string id)
    {
        var history = await Engine.ReadHistoryAsync(id, CancellationToken.None);
        return string.Join('\n', history!.Events.Where(static e => e.Kind != "OrchestratorStarted").Select(static e => $"{e.Kind} {e.TaskId} {e.Name} {e.Data}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _services.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        var registry = new DurableTaskRegistry();
        _register(registry);
        Engine = await DurableTaskEngine.OpenAsync(
            _change(new() { DatabasePath = DatabasePath }), registry, _services, _clock, _loggers, CancellationToken.None);
        await Engine.StartAsync(CancellationToken.None);
    }
}
