using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Runs durable orchestrations from one SQLite file that it alone owns. Every acknowledged call is stored; activities run at least once, state
/// transitions are applied exactly once. All members may be called from any thread.
/// </summary>
public sealed class DurableTaskEngine : IAsyncDisposable
{
    private readonly DurableTaskEngineOptions _options;
    private readonly TimeProvider _clock;
    private readonly OwnedDatabase _file;
    private readonly ReaderPool _readers;
    private readonly StatusSignals _signals = new();
    private readonly TurnLoop _loop;
    private int _started;
    private int _disposed;

    private DurableTaskEngine(
        DurableTaskEngineOptions options, OwnedDatabase file, DurableTaskRegistry registry, IServiceProvider services, TimeProvider clock, ILoggerFactory loggers)
    {
        _options = options;
        _clock = clock;
        _file = file;
        _readers = new(file);
        _loop = new(options, file, onFault => new(registry, options.DataConverter, loggers, onFault), services, clock, _signals, loggers.CreateLogger<DurableTaskEngine>());
        Client = new EngineClient(_loop, _readers, _signals, options.DataConverter);
        if (_loop.LostCommits > 0)
            Log.CommitsLost(loggers.CreateLogger<DurableTaskEngine>(), _loop.KnownCommits, _loop.KnownCommits - _loop.LostCommits, _loop.LostCommits);
    }

    /// <summary>The client. Calls that change something wait until the engine is started.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>When the next durable timer is due, UTC; null when none is pending. Retry pauses do not count. Exact while the engine is at rest.</summary>
    public DateTimeOffset? NextTimerAt => _loop.NextClockDue is var due && due == long.MaxValue ? null : new(due, TimeSpan.Zero);

    /// <summary>Durable timers fired and stored since the engine was opened, retry pauses not counted.</summary>
    public long TimersFired => _loop.TimersFired;

    /// <summary>Whether the engine can store, and how far its timers are behind.</summary>
    public EngineHealth Health
    {
        get
        {
            var late = NextTimerAt is { } due ? _clock.GetUtcNow() - due : TimeSpan.Zero;
            return new(_loop.StoreFailure is null, _loop.StoreFailure, late > TimeSpan.Zero ? late : TimeSpan.Zero, _loop.Quarantined, _loop.LostCommits);
        }
    }

    internal long Commits => _loop.Commits;

    internal (long Reads, long Writes) Costs => _loop.Costs;

    /// <summary>Opens the file, making it when absent.</summary>
    /// <param name="options">Where the file is, and limits.</param>
    /// <param name="registry">What can be run. Changes after this call are not seen reliably.</param>
    /// <param name="services">Activities get a scope of their own from here.</param>
    /// <param name="clock">Orchestration time and timers. Retry pauses run on real time.</param>
    /// <param name="loggers">Loggers of the engine and of the orchestrators.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="DurableStoreException">Another process owns the file, it is of a newer version, or it cannot be opened.</exception>
    public static Task<DurableTaskEngine> OpenAsync(
        DurableTaskEngineOptions options,
        DurableTaskRegistry registry,
        IServiceProvider services,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(loggers);
        return Task.Run(
            () =>
            {
                var file = OwnedDatabase.Open(options.DatabasePath, EngineSchema.Kind);
                try
                {
                    return new DurableTaskEngine(options, file, registry, services, clock, loggers);
                }
                catch
                {
                    file.Dispose();
                    throw;
                }
            },
            cancellationToken);
    }

    /// <summary>Begins to run what is due, pending or left over from an earlier process.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (Interlocked.Exchange(ref _started, 1) == 0)
            _loop.Start();
        return Task.CompletedTask;
    }

    /// <summary>Starts no activity more, lets running ones finish within the drain limit, stores what they brought, and closes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_started != 0 && _disposed == 0)
        {
            var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _loop.Drain(drained);
            // Whatever has not ended by then runs again after the next start.
            await Task.WhenAny(drained.Task, Task.Delay(_options.DrainTimeout, TimeProvider.System, cancellationToken));
        }

        await DisposeAsync();
    }

    /// <summary>Returns when nothing is runnable, running or in retry at the clock's present moment. Never while the store is failing.</summary>
    public Task WhenAtRestAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var atRest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.WhenAtRest(atRest);
        return atRest.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The stored history of an instance's current generation; null when there is no such instance.</summary>
    public Task<InstanceHistory?> ReadHistoryAsync(string instanceId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(reader =>
        {
            if (reader.FindInstance(instanceId) is not { } row)
                return null;
            var events = reader.ReadHistory(row.Key).Select(static (happened, index) => new HistoryEntry(
                index,
                happened.Kind.ToString(),
                new(happened.Time, TimeSpan.Zero),
                happened.TaskId == HistoryEvent.NoTask ? null : happened.TaskId,
                happened.Name,
                happened.Data,
                happened.Due == 0 ? null : new(happened.Due, TimeSpan.Zero)));
            return new InstanceHistory(row.Id, row.ExecutionId, row.Name, [.. events]);
        }));
    }

    /// <summary>Closes without draining: what is not stored yet is done again after the next start.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return ValueTask.CompletedTask;
        _signals.Close(new ObjectDisposedException(nameof(DurableTaskEngine), "The durable engine is closed."));
        _readers.Dispose();
        _loop.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
