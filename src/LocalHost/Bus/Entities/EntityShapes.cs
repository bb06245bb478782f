using System.Text.Json;

namespace LocalHost.Bus.Entities;

// The members are what the file may say; the names are those of the Azure templates.
internal sealed record FileShape(
    IReadOnlyList<AuthorizationRule> AuthorizationRules,
    IReadOnlyList<QueueShape> Queues,
    IReadOnlyList<TopicShape> Topics,
    IReadOnlyList<ForEachShape>? ForEach = null);

internal sealed record ForEachShape(string List, string Placeholder, IReadOnlyList<string> Default, JsonElement Entities);

internal sealed record PartShape(
    IReadOnlyList<QueueShape> Queues, IReadOnlyList<TopicShape> Topics, IReadOnlyList<SubscriptionShape> Subscriptions);

internal sealed record QueueShape(
    string Name,
    string LockDuration,
    int MaxDeliveryCount,
    bool RequiresSession = false,
    string? DuplicateDetectionHistoryTimeWindow = null,
    string? DefaultMessageTimeToLive = null,
    bool DeadLetteringOnMessageExpiration = false,
    IReadOnlyList<AuthorizationRule>? AuthorizationRules = null);

internal sealed record TopicShape(
    string Name,
    string? DuplicateDetectionHistoryTimeWindow = null,
    string? DefaultMessageTimeToLive = null,
    IReadOnlyList<SubscriptionShape>? Subscriptions = null,
    IReadOnlyList<AuthorizationRule>? AuthorizationRules = null);

internal sealed record SubscriptionShape(
    string Name,
    string LockDuration,
    int MaxDeliveryCount,
    bool RequiresSession = false,
    string? Topic = null,
    string? ForwardTo = null,
    string? DefaultMessageTimeToLive = null,
    bool DeadLetteringOnMessageExpiration = false,
    IReadOnlyList<RuleShape>? Rules = null,
    IReadOnlyList<AuthorizationRule>? AuthorizationRules = null);

internal sealed record RuleShape(string Name, IReadOnlyDictionary<string, string>? Properties = null, string? Action = null);
