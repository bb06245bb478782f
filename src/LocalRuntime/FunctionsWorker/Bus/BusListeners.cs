using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>The functions that messages start. Started last and stopped first of what runs the app: what they call is there.</summary>
internal sealed class BusListeners(
    FunctionCatalogue catalogue, BusConcurrency limits, BusHost bus, IServiceScopeFactory scopes, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    // A message may also end without a function: by a lock that runs out.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly List<BusListener> _listeners = [];
    private volatile TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">MessagingEntityNotFound: a function listens to a queue or subscription that is not declared.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, trigger) in catalogue.Of<ServiceBusFunctionTrigger>())
        {
            await bus.Broker.CountAsync(trigger.Source).WaitAsync(cancellationToken);
            var logger = loggers.CreateLogger($"Function.{function.Name}");
            var runner = new MessageRunner(function, catalogue.Pipeline, scopes, limits, logger);
            var listener = new BusListener(trigger, runner, limits, logger) { OnEnded = Ended };
            _listeners.Add(listener);
            listener.Start();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_listeners.Select(listener => listener.StopAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
    }

    /// <summary>Whether no function runs for a message and none has yet to: the queues they listen to are empty.</summary>
    public async Task<bool> IsIdleAsync()
    {
        foreach (var listener in _listeners)
        {
            if (await bus.Broker.CountAsync(listener.Source) > 0 || listener.IsBusy)
                return false;
        }

        return true;
    }

    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var ended = _ended.Task;
            if (await IsIdleAsync())
                return;
            cancellationToken.ThrowIfCancellationRequested();
            await ended.WaitAsync(LongestLook, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Ended() => Interlocked.Exchange(ref _ended, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
