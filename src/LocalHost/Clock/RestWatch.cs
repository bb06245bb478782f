using System.Diagnostics;

namespace LocalHost.Clock;

/// <summary>Waits, by their signals, until all parts are at rest at once.</summary>
internal sealed class RestWatch : IDisposable
{
    private readonly IReadOnlyList<IRestSource> _parts;
    private readonly TimeSpan _patience;
    private TaskCompletionSource _signal = NewSignal();

    public RestWatch(IReadOnlyList<IRestSource> parts, TimeSpan patience)
    {
        (_parts, _patience) = (parts, patience);
        foreach (var part in parts)
            part.CameToRest += Signal;
    }

    /// <summary>Null once all are at rest; the busy parts, when there was no progress for the time of patience.</summary>
    public async Task<string?> ComeToRestAsync(CancellationToken cancellationToken)
    {
        var (least, since) = (int.MaxValue, Stopwatch.StartNew());
        while (true)
        {
            // Taken before the check, so that no part is missed that reaches rest after it.
            var signal = Volatile.Read(ref _signal).Task;
            var begun = _parts.Sum(static part => part.Begun);
            var busy = _parts.Sum(static part => part.Busy);
            // Each was at rest at its check, and none has begun since the first check: all are at rest at once.
            if (busy == 0 && begun == _parts.Sum(static part => part.Begun))
                return null;
            if (busy < least)
            {
                least = busy;
                since.Restart();
            }

            if (since.Elapsed > _patience && Reasons() is { Length: > 0 } reasons)
                return reasons;
            if (busy > 0)
                await SignalAsync(signal, cancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts)
            part.CameToRest -= Signal;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task SignalAsync(Task signal, CancellationToken cancellationToken)
    {
        // Rest is signalled; this limit serves to see progress and the end of patience.
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        look.CancelAfter(TimeSpan.FromMilliseconds(250));
        try
        {
            await signal.WaitAsync(look.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look again.
        }
    }

    private string Reasons() => string.Join("; ", _parts.Select(static part => part.WhyBusy).Where(static why => why is not null));

    private void Signal() => Interlocked.Exchange(ref _signal, NewSignal()).TrySetResult();
}
