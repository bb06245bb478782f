using LocalHost.Bus.Broker;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Amqp;

/// <summary>The session that a receiver holds: known to its connection, watched, and given back.</summary>
internal sealed partial class SessionKeeper
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly MessageBroker _broker;
    private readonly BusConnection _connection;
    private readonly string _queue;
    private readonly ILogger _logger;

    public SessionKeeper(MessageBroker broker, BusConnection connection, string queue, SessionHold hold, ILogger logger)
    {
        (_broker, _connection, _queue, Hold, _logger) = (broker, connection, queue, hold, logger);
        connection.Holds[(queue, hold.SessionId)] = hold;
    }

    public SessionHold Hold { get; }

    /// <summary>Ends with the hold, whether or not the client receives.</summary>
    /// <exception cref="BusFault">The session's lock is lost.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            try
            {
                // Where it is true, the hold was renewed meanwhile.
                if (!await _broker.WaitHoldEndAsync(_queue, Hold, cancellationToken))
                    throw Faults.SessionLockLost();
            }
            catch (BusStoreException error)
            {
                NotWatched(error, _queue);
                await Task.Delay(RetryPause, TimeProvider.System, cancellationToken);
            }
        }
    }

    public async Task ReleaseAsync()
    {
        _connection.Holds.TryRemove(new((_queue, Hold.SessionId), Hold));
        try
        {
            await _broker.ReleaseSessionAsync(_queue, Hold);
        }
        catch (Exception error) when (error is BusStoreException or ObjectDisposedException)
        {
            // It ends with its time, or with the process.
            NotReleased(error, _queue);
        }
    }

    [LoggerMessage(LogLevel.Warning, EventName = "BusSessionNotWatched", Message =
        "The store cannot read the lock of a session of {Queue}; retrying.")]
    private partial void NotWatched(Exception exception, string queue);

    [LoggerMessage(LogLevel.Warning, EventName = "BusSessionNotReleased", Message =
        "A session of {Queue} not released; its lock expires.")]
    private partial void NotReleased(Exception exception, string queue);
}
