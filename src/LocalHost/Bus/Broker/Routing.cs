using LocalHost.Bus.Content;
using LocalHost.Bus.Entities;

namespace LocalHost.Bus.Broker;

/// <summary>Where a sent message goes: pure, from the declared entities alone.</summary>
internal static class Routing
{
    /// <param name="Queue">The queue that stores it.</param>
    /// <param name="Message">As that queue stores it.</param>
    /// <param name="Undeliverable">Why it stays in that queue's transfer dead-letter queue, as on Azure; null when it does not.</param>
    public sealed record Stop(QueueEntity Queue, Envelope Message, string? Undeliverable = null);

    public static IEnumerable<Stop> Of(BusEntities entities, TopicEntity topic, Envelope message) =>
        from subscription in topic.Subscriptions
        from copy in Copies(subscription, message)
        select Forward(entities, subscription, copy);

    private static IEnumerable<Envelope> Copies(SubscriptionEntity subscription, Envelope message)
    {
        if (subscription.Rules.Count == 0)
            return [message];
        var matching = subscription.Rules.Where(rule => rule.Matches(message)).ToList();
        // As on Azure: each matching rule with an action gives a copy, all those without give one together.
        var changed = matching.Where(static rule => rule.Set.Count > 0).Select(rule => message.With(rule.Set));
        return matching.Exists(static rule => rule.Set.Count == 0) ? changed.Prepend(message) : changed;
    }

    private static Stop Forward(BusEntities entities, SubscriptionEntity subscription, Envelope message)
    {
        var target = subscription.ForwardTo is { } path ? entities.FindQueue(path)! : subscription.Queue;
        return target.RequiresSession && message.SessionId is null
            ? new(subscription.Queue, message, $"The message has no session id, and '{target.Path}' has sessions.")
            : new(target, message);
    }
}
