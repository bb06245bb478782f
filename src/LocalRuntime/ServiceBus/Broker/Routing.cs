namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Where a sent message goes: pure, from the declared entities alone.</summary>
internal static class Routing
{
    /// <param name="Queue">The queue that stores it.</param>
    /// <param name="Message">As that queue stores it.</param>
    /// <param name="Undeliverable">Why it stays in that queue's transfer dead-letter queue, as on Azure; null when it does not.</param>
    public sealed record Stop(QueueEntity Queue, Envelope Message, string? Undeliverable = null);

    public static IEnumerable<Stop> Of(BusEntities entities, TopicEntity topic, Envelope message) => topic.Subscriptions.SelectMany(subscription =>
        Copies(subscription, message).Select(copy => Forward(entities, subscription, copy)));

    private static IEnumerable<Envelope> Copies(SubscriptionEntity subscription, Envelope message)
    {
        if (subscription.Rules.Count == 0)
            return [message];
        var matching = subscription.Rules.Where(rule => rule.Matches(message)).ToList();
        // As on Azure: each matching rule with an action gives a copy, all those without give one together.
        var changed = matching.Where(static rule => rule.Set.Count > 0).Select(rule => message.With(rule.Set));
        return matching.Any(static rule => rule.Set.Count == 0) ? changed.Prepend(message) : changed;
    }

    private static Stop Forward(BusEntities entities, SubscriptionEntity subscription, Envelope message)
    {
        if (subscription.ForwardTo is not { } target)
            return Check(subscription.Queue, message, subscription.Queue);
        return Check(entities.FindQueue(target)!, message, subscription.Queue);
    }

    private static Stop Check(QueueEntity target, Envelope message, QueueEntity source) => target.RequiresSession && message.SessionId is null
        ? new(source, message, $"The message has no session id, and '{target.Path}' has sessions.")
        : new(target, message);
}
