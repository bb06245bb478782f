using LocalHost.Bus.Broker;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>Settles a receiver's messages, and paces its further deliveries.</summary>
internal sealed class LinkSettlement(MessageBroker broker, string queue)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private long _pause;

    /// <summary>
    /// How long to wait before the next delivery. A receiver whose call has timed out leaves its credit behind, and releases messages
    /// until the next call: without a pause one message would go round for ever.
    /// </summary>
    public TimeSpan Pause => TimeSpan.FromTicks(Interlocked.Read(ref _pause));

    /// <exception cref="BusFault">The lock is lost, or it is settled in a way that is not supported.</exception>
    public Task SettleAsync(Guid token, DeliveryState? state)
    {
        var pause = state is Released ? Longer(Pause) : TimeSpan.Zero;
        Interlocked.Exchange(ref _pause, pause.Ticks);
        return state switch
        {
            Accepted => broker.CompleteAsync(queue, token),
            Released => broker.ReleaseAsync(queue, token),
            Modified { UndeliverableHere: true } => throw Faults.NotImplemented("deferring messages"),
            Modified modified => broker.AbandonAsync(queue, token, MessageChanges.Of(modified.MessageAnnotations)),
            Rejected rejected => broker.DeadLetterAsync(queue, token, MessageChanges.Of(rejected.Error?.Info)),
            _ => throw Faults.NotImplemented("this way of settling a message"),
        };
    }

    private static TimeSpan Longer(TimeSpan pause)
    {
        var longer = pause * 2;
        return longer > LongestPause ? LongestPause : longer > ShortestPause ? longer : ShortestPause;
    }
}
