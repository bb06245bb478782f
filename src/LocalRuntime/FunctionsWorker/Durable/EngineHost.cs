using ChildProtection.LocalRuntime.DurableTask;
using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Faults;
using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

/// <summary>Opens, starts and stops the durable engine with the host.</summary>
internal sealed class EngineHost(
    FunctionCatalogue catalogue,
    LocalRuntimeOptions options,
    IServiceProvider services,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private DurableTaskEngine? _engine;

    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public DurableTaskEngine Engine
        => _engine ?? throw new InvalidOperationException("The durable engine is not open: the host has not started, or could not.");

    public DurableTaskClient Client => Engine.Client;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var engineOptions = new DurableTaskEngineOptions
        {
            DatabasePath = Path.Combine(options.DataDirectory, "engine.db"),
            OnCommitting = services.GetService<FaultPoints>() is { } faults ? () => faults.BeforeWrite(FaultPoints.Engine) : null,
        };
        _engine = await DurableTaskEngine.OpenAsync(engineOptions, Registry(), services, clock, loggers, cancellationToken);
        await _engine.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _engine?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    private DurableTaskRegistry Registry()
    {
        var registry = new DurableTaskRegistry();
        foreach (var (function, trigger) in catalogue.Of<OrchestrationFunctionTrigger>())
            registry.AddOrchestrator(trigger.TaskName, new FunctionOrchestrator(function, catalogue.Pipeline, scopes));
        foreach (var (function, trigger) in catalogue.Of<ActivityFunctionTrigger>())
            registry.AddActivity(trigger.TaskName, provider => new FunctionActivity(function, catalogue.Pipeline, provider));
        return registry;
    }
}
