using Azure.Messaging.ServiceBus;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Addresses of queues, topics, subscriptions and dead-letter queues. Not case-sensitive, as on Azure.</summary>
internal static class EntityPath
{
    private const string DeadLetterSuffix = "/$deadletterqueue";

    public static string Subscription(string topic, string subscription) => $"{topic}/subscriptions/{subscription}";

    public static string SubQueue(string path, SubQueue subQueue) =>
        subQueue == Azure.Messaging.ServiceBus.SubQueue.DeadLetter ? path + "/$DeadLetterQueue" : path;

    /// <summary>The form in which paths are stored and compared.</summary>
    public static string Normal(string path) => path.Trim('/').ToLowerInvariant();

    public static bool IsDeadLetter(string normalPath) => normalPath.EndsWith(DeadLetterSuffix, StringComparison.Ordinal);

    public static string DeadLetterOf(string normalPath) => normalPath + DeadLetterSuffix;

    /// <summary>The queue that a dead-letter queue belongs to; any other path itself.</summary>
    public static string Main(string normalPath) => IsDeadLetter(normalPath) ? normalPath[..^DeadLetterSuffix.Length] : normalPath;
}
