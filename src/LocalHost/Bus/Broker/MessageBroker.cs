using LocalHost.Bus.Content;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Broker;

/// <summary>The broker: durable queues and topics in one file. What a call did is stored durably when its task ends. Safe for use from any thread.</summary>
internal sealed class MessageBroker : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    private readonly StoreThread _store;
    private readonly BusEntities _entities;
    private readonly TimeProvider _clock;
    private readonly Sending _sending;
    private readonly Receiving _receiving;
    private readonly Settling _settling;

    private MessageBroker(StoreThread store, BusEntities entities, QueueChanges changes, TimeProvider clock)
    {
        (_store, _entities, Changes, _clock) = (store, entities, changes, clock);
        _sending = new(entities, clock);
        _receiving = new(entities, clock);
        _settling = new(entities, clock);
    }

    /// <summary>What every queue holds, and when it changes.</summary>
    public QueueChanges Changes { get; }

    /// <inheritdoc cref="StoreThread.LostCommits"/>
    public long LostCommits => _store.LostCommits;

    /// <summary>Forgets the locks of an earlier process.</summary>
    /// <param name="file">Disposed with the broker.</param>
    /// <param name="entities">What is declared.</param>
    /// <param name="clock">The clock of locks, of times to live and of duplicate detection.</param>
    /// <param name="onCommitting">Called before every commit that writes.</param>
    /// <param name="logger">Told of damage.</param>
    /// <exception cref="BusStoreException">The file can't be written.</exception>
    public static async Task<MessageBroker> OpenAsync(
        BusFile file, BusEntities entities, TimeProvider clock, Action? onCommitting, ILogger logger)
    {
        var changes = new QueueChanges();
        var broker = new MessageBroker(new StoreThread(file, changes, onCommitting, logger), entities, changes, clock);
        try
        {
            await broker.Run(static tables => tables.Messages.NoteAll());
            await broker.Run(broker._receiving.ForgetLocks);
            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    /// <summary>Writes to the file, to learn whether the broker can store.</summary>
    /// <returns>How many messages are set aside because their rows are damaged.</returns>
    /// <exception cref="BusStoreException">It can't.</exception>
    public Task<long> ProbeAsync() => RunAsync(static tables =>
    {
        tables.Probe();
        return tables.Damage.Count();
    });

    /// <exception cref="BusFault">There is no queue or topic to send to.</exception>
    public void CheckSend(string path)
    {
        if (_entities.FindTopic(path) is null && (path.Contains('/') || _entities.FindQueue(path) is null))
            throw Faults.NotFound(path);
    }

    /// <exception cref="BusFault">There is no queue to receive from, or it has sessions.</exception>
    public void CheckReceive(string path)
    {
        if (Receiving.HasSessions(_entities.Receivable(path), path))
            throw Faults.NeedsSessionReceiver(path);
    }

    public Task SendAsync(string path, IReadOnlyList<Envelope> messages) => Run(tables => _sending.Send(tables, path, messages));

    /// <summary>Waits for messages; cancelled while there are none, it ends with none.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReceiveAsync(string path, int limit, bool locked, SessionHold? hold, CancellationToken cancellationToken)
    {
        var received = await WaitAsync(path, TimeSpan.MaxValue, durable: !locked, tables =>
        {
            var (messages, lookAgain) = _receiving.Receive(tables, path, limit, locked, hold);
            return (messages.Count > 0 ? messages : null, lookAgain);
        }, cancellationToken);
        return received ?? [];
    }

    /// <summary>Puts a message back that was received without a lock and did not reach its receiver.</summary>
    public Task RestoreAsync(string path, MessageRow row) => Run(tables => tables.Messages.Restore(path, row));

    public Task<List<MessageRow>> PeekAsync(string path, int limit, long from, string? session, int mostBytes) =>
        RunAsync(tables => _receiving.Peek(tables, path, limit, from, session, mostBytes));

    public Task CompleteAsync(string path, Guid token) => Run(tables => _settling.Complete(tables, path, token));

    public Task AbandonAsync(string path, Guid token, IReadOnlyDictionary<string, object?> properties) =>
        Run(tables => _settling.Abandon(tables, path, token, properties));

    public Task ReleaseAsync(string path, Guid token) => Run(tables => Settling.Release(tables, path, token));

    public Task DeadLetterAsync(string path, Guid token, IReadOnlyDictionary<string, object?> properties) =>
        Run(tables => _settling.DeadLetter(tables, path, token, properties));

    public Task<DateTimeOffset[]> RenewAsync(string path, IReadOnlyList<Guid> tokens) =>
        RunAsync(tables => tokens.Select(token => _settling.Renew(tables, path, token)).ToArray());

    /// <param name="path">The queue.</param>
    /// <param name="session">The session; null: the next that nobody holds.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BusFault">No session was free in that time, another receiver holds it, or the queue has none.</exception>
    public async Task<SessionHold> AcceptSessionAsync(string path, string? session, TimeSpan wait, CancellationToken cancellationToken) =>
        await WaitAsync(path, wait, durable: false, tables => _receiving.Accept(tables, path, session), cancellationToken)
            ?? throw Faults.NoSession();

    public Task<DateTimeOffset> RenewSessionAsync(string path, SessionHold hold) => RunAsync(tables => _settling.RenewSession(tables, path, hold));

    /// <summary>Waits until a session's hold ends as it stands now.</summary>
    /// <returns>False when it has ended.</returns>
    public async Task<bool> WaitHoldEndAsync(string path, SessionHold hold, CancellationToken cancellationToken)
    {
        if (await RunAsync(tables => tables.Sessions.HeldUntil(path, hold.SessionId, hold.Token, _clock.GetUtcNow().UtcTicks)) is not { } until)
            return false;
        var left = TimeSpan.FromTicks(until - _clock.GetUtcNow().UtcTicks);
        await Task.Delay(left > ShortestPause ? left : ShortestPause, _clock, cancellationToken);
        return true;
    }

    public Task ReleaseSessionAsync(string path, SessionHold hold) => Run(tables => tables.Sessions.Release(path, hold.SessionId, hold.Token));

    public Task<byte[]?> SessionStateAsync(string path, SessionHold hold) => RunAsync(tables => _settling.State(tables, path, hold));

    public Task SetSessionStateAsync(string path, SessionHold hold, byte[]? state) => Run(tables => _settling.SetState(tables, path, hold, state));

    /// <summary>The first message of a queue, for people; null when there is none.</summary>
    public Task<(long Sequence, bool Locked)?> FirstAsync(string path) => RunAsync(tables => tables.Messages.First(path));

    /// <summary>How many messages a queue, subscription or dead-letter queue holds, locked ones included.</summary>
    /// <exception cref="BusFault">There is no such queue.</exception>
    public long Count(string path)
    {
        _entities.Receivable(path);
        return Changes.Count(path);
    }

    /// <summary>Does what was called for, then closes the file.</summary>
    public void Dispose() => _store.Dispose();

    private Task<bool> Run(Action<BusTables> work) => RunAsync(tables =>
    {
        work(tables);
        return true;
    });

    /// <summary>Runs a call of the store. One that meets a damaged row is done again without that message.</summary>
    private async Task<T> RunAsync<T>(Func<BusTables, T> work, bool durable = true)
    {
        for (; ; )
        {
            try
            {
                return await _store.Run(work, durable);
            }
            catch (DamagedRowException damage)
            {
                var now = _clock.GetUtcNow().UtcTicks;
                if (!await _store.Run(tables => tables.Damage.SetAside(damage, now)))
                    throw new BusStoreException($"Message {damage.Sequence} of {damage.Queue} can't be set aside: {damage.Message} Restore a backup.", damage);
            }
        }
    }

    /// <summary>Looks, and looks again whenever something changed or its time has come, until there is something or the wait is over.</summary>
    private async Task<T?> WaitAsync<T>(
        string queue, TimeSpan wait, bool durable, Func<BusTables, (T? Found, long? LookAgain)> look, CancellationToken cancellationToken)
        where T : class
    {
        var now = _clock.GetUtcNow();
        var deadline = wait < DateTimeOffset.MaxValue - now ? now + wait : DateTimeOffset.MaxValue;
        for (; ; )
        {
            var changed = Changes.Next(queue);
            var (found, lookAgain) = await RunAsync(look, durable);
            now = _clock.GetUtcNow();
            if (found is not null || now >= deadline || cancellationToken.IsCancellationRequested)
                return found;
            var until = lookAgain is { } ticks && ticks < deadline.UtcTicks ? new(ticks, TimeSpan.Zero) : deadline;
            await PauseAsync(changed, until - now, cancellationToken);
        }
    }

    private async Task PauseAsync(Task changed, TimeSpan pause, CancellationToken cancellationToken)
    {
        var bounded = pause > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : pause > ShortestPause ? pause : ShortestPause;
        await changed.WaitAsync(bounded, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
