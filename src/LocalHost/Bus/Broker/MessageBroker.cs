using LocalHost.Bus.Content;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Broker;

/// <summary>
/// The broker: durable queues and topics in one file. What a call did is stored when its task ends, so that it survives a power cut; a
/// lock, which counts no longer than its process, survives that process's end. Safe for use from any thread.
/// </summary>
internal sealed class MessageBroker : IDisposable
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly StoreThread _store;
    private readonly BrokerCalls _calls;
    private readonly BusEntities _entities;
    private readonly TimeProvider _clock;
    private readonly Sending _sending;
    private readonly Receiving _receiving;
    private readonly Settling _settling;

    private MessageBroker(StoreThread store, BusEntities entities, QueueChanges changes, TimeProvider clock)
    {
        (_store, _entities, Changes, _clock) = (store, entities, changes, clock);
        _calls = new(store, changes, clock);
        _sending = new(entities, clock);
        _receiving = new(entities, clock);
        _settling = new(entities, clock);
    }

    /// <summary>What every queue holds, and when it changes.</summary>
    public QueueChanges Changes { get; }

    /// <inheritdoc cref="StoreCommitter.LostCommits"/>
    public long LostCommits { get; private init; }

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
        var committer = new StoreCommitter(file, changes, onCommitting, logger);
        var broker = new MessageBroker(new StoreThread(committer), entities, changes, clock) { LostCommits = committer.LostCommits };
        try
        {
            await broker._calls.RunAsync(static tables => tables.Messages.NoteAll());
            await broker._calls.RunAsync(broker._receiving.ForgetLocks);
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
    public Task<long> ProbeAsync() => _calls.RunAsync(static tables =>
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

    public Task SendAsync(string path, IReadOnlyList<Envelope> messages) =>
        _calls.RunAsync(tables => _sending.Send(tables, path, messages));

    /// <summary>Waits for messages; cancelled while there are none, it ends with none.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReceiveAsync(
        string path, int limit, bool locked, SessionHold? hold, CancellationToken cancellationToken)
    {
        var received = await _calls.WaitAsync(path, TimeSpan.MaxValue, durable: !locked, tables =>
        {
            var (messages, lookAgain) = _receiving.Receive(tables, path, limit, locked, hold);
            return (messages.Count > 0 ? messages : null, lookAgain);
        }, cancellationToken);
        return received ?? [];
    }

    /// <summary>Puts a message back that was received without a lock and did not reach its receiver.</summary>
    public Task RestoreAsync(string path, MessageRow row) => _calls.RunAsync(tables => tables.Messages.Restore(path, row));

    public Task<List<MessageRow>> PeekAsync(string path, int limit, long from, string? session, int mostBytes) =>
        _calls.RunAsync(tables => _receiving.Peek(tables, path, limit, from, session, mostBytes));

    public Task CompleteAsync(string path, Guid token) => _calls.RunAsync(tables => _settling.Complete(tables, path, token));

    public Task AbandonAsync(string path, Guid token, IReadOnlyDictionary<string, object?> properties) =>
        _calls.RunAsync(tables => _settling.Abandon(tables, path, token, properties));

    public Task ReleaseAsync(string path, Guid token) => _calls.RunAsync(tables => Settling.Release(tables, path, token));

    public Task DeadLetterAsync(string path, Guid token, IReadOnlyDictionary<string, object?> properties) =>
        _calls.RunAsync(tables => _settling.DeadLetter(tables, path, token, properties));

    public Task<DateTimeOffset[]> RenewAsync(string path, IReadOnlyList<Guid> tokens) =>
        _calls.RunAsync(tables => tokens.Select(token => _settling.Renew(tables, path, token)).ToArray());

    /// <param name="path">The queue.</param>
    /// <param name="session">The session; null: the next free one.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BusFault">No session was free in that time, another receiver holds it, or the queue has none.</exception>
    public async Task<SessionHold> AcceptSessionAsync(string path, string? session, TimeSpan wait, CancellationToken cancellationToken) =>
        await _calls.WaitAsync(path, wait, durable: false, tables => _receiving.Accept(tables, path, session), cancellationToken)
            ?? throw Faults.NoSession();

    public Task<DateTimeOffset> RenewSessionAsync(string path, SessionHold hold) =>
        _calls.RunAsync(tables => _settling.RenewSession(tables, path, hold));

    /// <summary>Waits until a session's hold ends as it stands now.</summary>
    /// <returns>False when it has ended.</returns>
    public async Task<bool> WaitHoldEndAsync(string path, SessionHold hold, CancellationToken cancellationToken)
    {
        var held = await _calls.RunAsync(
            tables => tables.Sessions.HeldUntil(path, hold.SessionId, hold.Token, _clock.GetUtcNow().UtcTicks));
        if (held is not { } until)
            return false;
        await _calls.PauseAsync(new(until, TimeSpan.Zero), Never, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    public Task ReleaseSessionAsync(string path, SessionHold hold) =>
        _calls.RunAsync(tables => tables.Sessions.Release(path, hold.SessionId, hold.Token));

    public Task<byte[]?> SessionStateAsync(string path, SessionHold hold) => _calls.RunAsync(tables => _settling.State(tables, path, hold));

    public Task SetSessionStateAsync(string path, SessionHold hold, byte[]? state) =>
        _calls.RunAsync(tables => _settling.SetState(tables, path, hold, state));

    /// <summary>The first message of a queue, for people; null when there is none.</summary>
    public Task<(long Sequence, bool Locked)?> FirstAsync(string path) => _calls.RunAsync(tables => tables.Messages.First(path));

    /// <summary>How many messages a queue, subscription or dead-letter queue holds, locked ones included.</summary>
    /// <exception cref="BusFault">There is no such queue.</exception>
    public long Count(string path)
    {
        _entities.Receivable(path);
        return Changes.Count(path);
    }

    /// <summary>Does what was called for, then closes the file.</summary>
    public void Dispose() => _store.Dispose();
}
