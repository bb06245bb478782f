using ChildProtection.LocalRuntime.FunctionsWorker.Faults;
using ChildProtection.LocalRuntime.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>Opens and closes the broker with the host. Its locks run on real time, whatever the app's clock.</summary>
internal sealed class BusHost(MessageBrokerOptions options, IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private MessageBroker? _broker;

    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public MessageBroker Broker => _broker ?? throw new InvalidOperationException("The broker is not open: the host has not started, or could not.");

    public async Task StartAsync(CancellationToken cancellationToken) => _broker = await MessageBroker.OpenAsync(
        services.GetService<FaultPoints>() is { } faults ? options with { OnCommitting = () => faults.BeforeWrite(FaultPoints.Bus) } : options,
        TimeProvider.System);

    // Closed when the host is disposed: until then others may still send while they stop.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
