using LocalHost.Bus.Store;

namespace LocalHost.Bus.Broker;

/// <summary>Calls of the store: each runs as a whole or not at all.</summary>
internal sealed class BrokerCalls(StoreThread store, QueueChanges changes, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public Task<bool> RunAsync(Action<BusTables> work) => RunAsync(tables =>
    {
        work(tables);
        return true;
    });

    /// <summary>Runs a call of the store. A call that meets a damaged row runs again without that message.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="durable">Whether the result must survive a power cut.</param>
    public async Task<T> RunAsync<T>(Func<BusTables, T> work, bool durable = true)
    {
        for (; ; )
        {
            try
            {
                return await store.Run(work, durable);
            }
            catch (DamagedRowException damage)
            {
                var now = clock.GetUtcNow().UtcTicks;
                if (!await store.Run(tables => tables.Damage.SetAside(damage, now)))
                    throw NotSetAside(damage);
            }
        }
    }

    /// <summary>
    /// Looks again after each change or due time, until there is a result or the wait is over.
    /// </summary>
    public async Task<T?> WaitAsync<T>(
        string queue, TimeSpan wait, bool durable, Func<BusTables, (T? Found, long? LookAgain)> look, CancellationToken cancellationToken)
        where T : class
    {
        var now = clock.GetUtcNow();
        var deadline = wait < DateTimeOffset.MaxValue - now ? now + wait : DateTimeOffset.MaxValue;
        for (; ; )
        {
            var changed = changes.Next(queue);
            var (found, lookAgain) = await RunAsync(look, durable);
            now = clock.GetUtcNow();
            if (found is not null || now >= deadline || cancellationToken.IsCancellationRequested)
                return found;
            var until = lookAgain is { } ticks && ticks < deadline.UtcTicks ? new(ticks, TimeSpan.Zero) : deadline;
            await PauseAsync(until, changed, cancellationToken);
        }
    }

    /// <summary>Pauses until a moment at the latest; less when something ends before, or when it is cancelled.</summary>
    public async Task PauseAsync(DateTimeOffset until, Task before, CancellationToken cancellationToken)
    {
        var pause = until - clock.GetUtcNow();
        var bounded = pause > LongestPause ? LongestPause : pause > ShortestPause ? pause : ShortestPause;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pausing = before.WaitAsync(bounded, clock, over.Token);
        // The clock may have been set forward before the pause began.
        if (clock.GetUtcNow() >= until)
            over.Cancel();
        await pausing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static BusStoreException NotSetAside(DamagedRowException damage) => new(
        $"Message {damage.Sequence} of {damage.Queue} can't be set aside: {damage.Message} Restore a backup.", damage);
}
