using LocalHost.Bus.Broker;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// Limits the clients' messages on the way to the store: a connection whose complete messages wait is read no further, and one that
/// holds too much in incomplete ones is closed. Safe for use from any thread.
/// </summary>
/// <param name="shared">What all connections have under way together.</param>
internal sealed class InboundBudget(SharedBudget shared) : IDisposable
{
    private const long MostHeld = 16L << 20;

    // A frame costs more than its bytes: a message cut into single bytes must not be free.
    private const int CostOfFrame = 256;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private long _held, _arrived;

    /// <summary>Ends when the connection may be read again.</summary>
    public Task Room
    {
        get
        {
            lock (_gate)
                return _room?.Task ?? Task.CompletedTask;
        }
    }

    public static long Charge(int frames, long bytes) => bytes + ((long)frames * CostOfFrame);

    /// <summary>A frame with a part of a message came.</summary>
    /// <exception cref="BusFault">The limit is exceeded.</exception>
    public void Arrive(int bytes)
    {
        var charge = Charge(1, bytes);
        lock (_gate)
            _arrived += charge;
        shared.Add(charge);
    }

    /// <summary>A message is complete.</summary>
    public void Hold(long charge)
    {
        lock (_gate)
        {
            _held += charge;
            if (_held > MostHeld)
                _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>A message is stored or refused.</summary>
    public void Done(long charge)
    {
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            _held -= charge;
            _arrived -= charge;
            if (_held <= MostHeld)
                (room, _room) = (_room, null);
        }

        shared.Add(-charge);
        room?.TrySetResult();
    }

    /// <summary>The connection is gone, and what it left incomplete with it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            // The held bytes are released as they are stored.
            shared.Add(_held - _arrived);
            _arrived = _held;
            _room?.TrySetResult();
            _room = null;
        }
    }
}

/// <summary>What all connections have under way together.</summary>
internal sealed class SharedBudget
{
    private const long Most = 256L << 20;

    private long _bytes;

    /// <exception cref="BusFault">The limit is exceeded.</exception>
    public void Add(long charge)
    {
        if (Interlocked.Add(ref _bytes, charge) > Most && charge > 0)
        {
            throw new BusFault(
                Conditions.LimitExceeded, $"The bus has more than {Most >> 20} MiB of messages under way. Wait until some are stored.");
        }
    }
}
