#pragma warning disable CA1822 // Until the engine behind these signatures lands.
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Runs durable orchestrations from one SQLite file that it alone owns.</summary>
public sealed class DurableTaskEngine : IAsyncDisposable
{
    private DurableTaskEngine()
    {
    }

    /// <summary>The client.</summary>
    public DurableTaskClient Client { get; } = null!;

    /// <summary>When the next durable timer is due, UTC; null when none is pending. Retry pauses do not count.</summary>
    public DateTimeOffset? NextTimerAt { get; private set; }

    /// <summary>Durable timers fired since the engine was opened.</summary>
    public long TimersFired { get; private set; }

    /// <summary>Whether the engine can store, and how far its timers are behind.</summary>
    public EngineHealth Health { get; private set; } = new(true, null, TimeSpan.Zero);

    /// <summary>Opens the file, making or migrating it.</summary>
    /// <exception cref="DurableStoreException">Another process owns the file, it is of a newer version, or it cannot be opened.</exception>
    public static Task<DurableTaskEngine> OpenAsync(
        DurableTaskEngineOptions options,
        DurableTaskRegistry registry,
        IServiceProvider services,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken) => Task.FromResult(new DurableTaskEngine());

    /// <summary>Begins to run what is due, pending or left over from an earlier process.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets running activities finish within the drain limit and stores what they brought.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns when nothing is runnable, running or in retry at the clock's present moment.</summary>
    public Task WhenAtRestAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The stored history of an instance; null when there is none.</summary>
    public Task<InstanceHistory?> ReadHistoryAsync(string instanceId, CancellationToken cancellationToken)
        => Task.FromResult<InstanceHistory?>(null);

    /// <summary>Stops without draining: what is not stored yet is done again after the next start.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
