using LocalHost.Bus.Content;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;

namespace LocalHost.Bus.Broker;

/// <summary>Takes messages in, as calls of the store: each runs as a whole or not at all.</summary>
internal sealed class Sending(BusEntities entities, TimeProvider clock)
{
    private const string ScheduledFor = "x-opt-scheduled-enqueue-time";

    /// <exception cref="BusFault">There is no such entity, or a message is not as the entity needs it.</exception>
    public void Send(BusTables tables, string path, IReadOnlyList<Envelope> messages)
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (messages.Any(message => message.Annotation(ScheduledFor) is DateTime at && at.Ticks > now))
            throw Faults.NotImplemented("messages that are scheduled for later");
        if (entities.FindTopic(path) is { } topic)
        {
            foreach (var message in messages.Select(MessageIdentity.Identified))
            {
                if (!IsNew(tables, path, topic.DuplicateWindow, message, now))
                    continue;
                foreach (var stop in Routing.Of(entities, topic, message))
                    Store(tables, stop, topic.TimeToLive, now);
            }

            return;
        }

        // A subscription is filled by its topic alone.
        var queue = (path.Contains('/') ? null : entities.FindQueue(path)) ?? throw Faults.NotFound(path);
        foreach (var message in messages.Select(MessageIdentity.Identified))
        {
            if (queue.RequiresSession && message.SessionId is null)
                throw Faults.NeedsSessionId(path);
            Store(tables, new(queue, message), null, now);
        }
    }

    private static void Store(BusTables tables, Routing.Stop stop, TimeSpan? longest, long now)
    {
        var (queue, message, fault) = stop;
        if (!IsNew(tables, queue.Path, queue.DuplicateWindow, message, now))
            return;
        if (fault is null)
        {
            tables.Messages.Add(queue.Path, message, now, Expires(now, message.TimeToLive, queue.TimeToLive, longest));
            return;
        }

        var dead = message.With(DeadLetters.Properties(DeadLetters.TransferFailed, fault));
        tables.Messages.Add(EntityPath.TransferDeadLetterOf(queue.Path), dead, now, source: queue.Path);
    }

    // The shortest of what its sender and the entities say.
    private static long? Expires(long now, params ReadOnlySpan<TimeSpan?> spans)
    {
        TimeSpan? shortest = null;
        foreach (var span in spans)
            shortest = span is null || span > shortest ? shortest : span;
        return shortest is { } time && time.Ticks < DateTime.MaxValue.Ticks - now ? now + time.Ticks : null;
    }

    private static bool IsNew(BusTables tables, string path, TimeSpan? window, Envelope message, long now) =>
        window is null || message.MessageId is null || tables.Duplicates.TryAdd(path, message.MessageId, now, window.Value);
}
