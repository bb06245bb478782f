namespace LocalHost.Bus.Entities;

/// <summary>Addresses of queues, topics, subscriptions and dead-letter queues. Not case-sensitive, as on Azure.</summary>
internal static class EntityPath
{
    private const string DeadLetterSuffix = "/$deadletterqueue";
    private const string TransferSuffix = "/$transfer" + DeadLetterSuffix;

    public static string Subscription(string topic, string subscription) => $"{topic}/subscriptions/{subscription}";

    /// <summary>The form in which paths are stored and compared.</summary>
    public static string Normal(string path) => path.Trim('/').ToLowerInvariant();

    public static bool IsDeadLetter(string normalPath) => normalPath.EndsWith(DeadLetterSuffix, StringComparison.Ordinal);

    public static string DeadLetterOf(string normalPath) => normalPath + DeadLetterSuffix;

    /// <summary>Where a message stays that cannot be forwarded.</summary>
    public static string TransferDeadLetterOf(string normalPath) => normalPath + TransferSuffix;

    /// <summary>The queue that a dead-letter queue belongs to; any other path itself.</summary>
    public static string Owner(string normalPath) =>
        normalPath.EndsWith(TransferSuffix, StringComparison.Ordinal) ? normalPath[..^TransferSuffix.Length]
        : IsDeadLetter(normalPath) ? normalPath[..^DeadLetterSuffix.Length]
        : normalPath;
}
