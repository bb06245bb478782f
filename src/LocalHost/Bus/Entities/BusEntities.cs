using LocalHost.Bus.Broker;

namespace LocalHost.Bus.Entities;

/// <summary>All entities of a bus, by normal path.</summary>
internal sealed class BusEntities
{
    private readonly Dictionary<string, QueueEntity> _queues;
    private readonly Dictionary<string, TopicEntity> _topics;

    /// <exception cref="BusEntitiesException">Two of one path, or a forward to nowhere.</exception>
    public BusEntities(IReadOnlyList<QueueEntity> queues, IReadOnlyList<TopicEntity> topics, IReadOnlyList<AuthorizationRule> rules)
    {
        Rules = rules;
        var subscriptions = topics.SelectMany(static topic => topic.Subscriptions).ToList();
        var paths = queues.Select(static queue => queue.Path).Concat(topics.Select(static topic => topic.Path))
            .Concat(subscriptions.Select(static subscription => subscription.Queue.Path));
        if (paths.GroupBy(static path => path).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new BusEntitiesException($"The entity '{twice.Key}' is declared twice; keep one.");
        _queues = queues.Concat(subscriptions.Select(static subscription => subscription.Queue)).ToDictionary(static queue => queue.Path);
        _topics = topics.ToDictionary(static topic => topic.Path);
        if (subscriptions.Find(subscription => subscription.ForwardTo is { } to && !_queues.ContainsKey(to)) is { } lost)
        {
            throw new BusEntitiesException(
                $"The subscription '{lost.Queue.Path}' forwards to the queue '{lost.ForwardTo}', which is not declared.");
        }
    }

    /// <summary>Of the namespace itself.</summary>
    public IReadOnlyList<AuthorizationRule> Rules { get; }

    public IReadOnlyCollection<QueueEntity> Queues => _queues.Values;

    public IReadOnlyCollection<TopicEntity> Topics => _topics.Values;

    public TopicEntity? FindTopic(string normalPath) => _topics.GetValueOrDefault(normalPath);

    public QueueEntity? FindQueue(string normalPath) => _queues.GetValueOrDefault(normalPath);

    /// <summary>The queue or subscription at a path; for a dead-letter queue, the one it belongs to.</summary>
    /// <exception cref="BusFault">There is none.</exception>
    public QueueEntity Receivable(string normalPath) => FindQueue(EntityPath.Owner(normalPath)) ?? throw Faults.NotFound(normalPath);

    /// <summary>Rules of a path and of everything above it, nearest first.</summary>
    public IEnumerable<AuthorizationRule> RulesAt(string normalPath)
    {
        for (var path = EntityPath.Owner(normalPath); path.Length > 0; path = path.Contains('/') ? path[..path.LastIndexOf('/')] : "")
        {
            foreach (var rule in FindQueue(path)?.Rules ?? FindTopic(path)?.Rules ?? [])
                yield return rule;
        }

        foreach (var rule in Rules)
            yield return rule;
    }

    /// <summary>Every rule with the path it stands at; the empty path is the namespace.</summary>
    public IEnumerable<(string Path, AuthorizationRule Rule)> AllRules() =>
        Rules.Select(static rule => ("", rule))
            .Concat(_queues.Values.SelectMany(static queue => queue.Rules.Select(rule => (queue.Path, rule))))
            .Concat(_topics.Values.SelectMany(static topic => topic.Rules.Select(rule => (topic.Path, rule))));
}

/// <summary>The entities file or a list it names can't be used.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="innerException">The cause.</param>
internal sealed class BusEntitiesException(string message, Exception? innerException = null) : Exception(message, innerException);
