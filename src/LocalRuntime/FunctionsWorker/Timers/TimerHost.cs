using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>Runs the timer functions, each on its clock.</summary>
internal sealed class TimerHost(
    FunctionCatalogue catalogue,
    LocalRuntimeOptions options,
    IServiceScopeFactory scopes,
    ScheduleStore store,
    TimeProvider clock,
    ILoggerFactory loggers) : IHostedService, IDisposable
{
    private readonly List<TimerFunction> _onClock = [];
    private readonly List<TimerFunction> _onRealTime = [];

    /// <summary>Complete when no timer function that follows the app's clock runs.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_onClock.Select(function => function.Running)).WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, _) in catalogue.Of<TimerFunctionTrigger>())
        {
            var realTime = options.RealTimeSchedules.Contains(function.Name);
            var timer = new TimerFunction(
                function, catalogue.Pipeline, scopes, store, realTime ? TimeProvider.System : clock,
                loggers.CreateLogger($"Function.{function.Name}"));
            (realTime ? _onRealTime : _onClock).Add(timer);
            timer.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_onClock.Concat(_onRealTime).Select(function => function.StopAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var function in _onClock.Concat(_onRealTime))
            function.Dispose();
    }
}
