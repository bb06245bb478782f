using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml;

namespace LocalHost.Bus.Entities;

/// <summary>
/// Reads the declaration of entities, which the templates for Azure read as well. Durations are ISO 8601; <c>forEach</c> repeats its part
/// for every value of a list.
/// </summary>
internal static partial class EntitiesFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<AccessRight>() },
    };

    /// <summary>Without a file: the namespace's own key and no entities.</summary>
    /// <exception cref="BusEntitiesException">The file is not as it should be.</exception>
    public static BusEntities Read(string? path, Func<string, IReadOnlyList<string>> listOf)
    {
        if (path is null)
            return new([], [], [new AuthorizationRule("RootManageSharedAccessKey", [AccessRight.Manage])]);
        try
        {
            return Build(File.ReadAllText(path), listOf);
        }
        catch (Exception error) when (
            error is JsonException or FormatException or IOException or UnauthorizedAccessException or BusEntitiesException)
        {
            throw new BusEntitiesException($"The entities file {path} can't be used: {error.Message}", error);
        }
    }

    private static BusEntities Build(string text, Func<string, IReadOnlyList<string>> listOf)
    {
        var file = JsonSerializer.Deserialize<FileShape>(text, Strict) ?? throw new BusEntitiesException("it is null.");
        var repeated = (file.ForEach ?? []).SelectMany(part => Repeat(part, listOf)).ToList();
        var queues = file.Queues.Concat(repeated.SelectMany(static part => part.Queues));
        var topics = file.Topics.Concat(repeated.SelectMany(static part => part.Topics)).ToList();
        var subscriptions = repeated.SelectMany(static part => part.Subscriptions)
            .ToLookup(static shape => shape.Topic, StringComparer.OrdinalIgnoreCase);
        if (subscriptions.Select(static group => group.Key).FirstOrDefault(topic => !Declares(topics, topic)) is { } lost)
            throw new BusEntitiesException($"a subscription belongs to the topic '{lost}', which is not declared.");
        return new(
            [.. queues.Select(Queue)], [.. topics.Select(topic => Topic(topic, subscriptions[topic.Name]))], file.AuthorizationRules);
    }

    private static bool Declares(List<TopicShape> topics, string? name) =>
        topics.Exists(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<PartShape> Repeat(ForEachShape part, Func<string, IReadOnlyList<string>> listOf)
    {
        var values = listOf(part.List) is { Count: > 0 } given ? given : part.Default;
        foreach (var value in values)
        {
            if (!ValuePattern().IsMatch(value))
            {
                throw new BusEntitiesException(
                    $"the list '{part.List}' holds '{value}'; its values are small letters, digits and '-', 40 at most, a letter first.");
            }

            var text = part.Entities.GetRawText().Replace(part.Placeholder, value, StringComparison.Ordinal);
            yield return JsonSerializer.Deserialize<PartShape>(text, Strict)!;
        }
    }

    private static QueueEntity Queue(QueueShape shape) => new(EntityPath.Normal(shape.Name))
    {
        LockDuration = XmlConvert.ToTimeSpan(shape.LockDuration),
        MaxDeliveryCount = shape.MaxDeliveryCount,
        RequiresSession = shape.RequiresSession,
        DuplicateWindow = Span(shape.DuplicateDetectionHistoryTimeWindow),
        TimeToLive = Span(shape.DefaultMessageTimeToLive),
        DeadLettersExpired = shape.DeadLetteringOnMessageExpiration,
        Rules = shape.AuthorizationRules ?? [],
    };

    private static TopicEntity Topic(TopicShape shape, IEnumerable<SubscriptionShape> more) => new(EntityPath.Normal(shape.Name))
    {
        DuplicateWindow = Span(shape.DuplicateDetectionHistoryTimeWindow),
        TimeToLive = Span(shape.DefaultMessageTimeToLive),
        Subscriptions = [.. (shape.Subscriptions ?? []).Concat(more).Select(subscription => Subscription(shape.Name, subscription))],
        Rules = shape.AuthorizationRules ?? [],
    };

    private static SubscriptionEntity Subscription(string topic, SubscriptionShape shape) => new(
        new(EntityPath.Normal(EntityPath.Subscription(topic, shape.Name)))
        {
            LockDuration = XmlConvert.ToTimeSpan(shape.LockDuration),
            MaxDeliveryCount = shape.MaxDeliveryCount,
            RequiresSession = shape.RequiresSession,
            TimeToLive = Span(shape.DefaultMessageTimeToLive),
            DeadLettersExpired = shape.DeadLetteringOnMessageExpiration,
            Rules = shape.AuthorizationRules ?? [],
        },
        shape.ForwardTo is null ? null : EntityPath.Normal(shape.ForwardTo),
        [.. (shape.Rules ?? []).Select(Rule)]);

    private static SubscriptionRule Rule(RuleShape shape) =>
        new(shape.Name, shape.Properties ?? new Dictionary<string, string>(), Action(shape));

    private static Dictionary<string, object?> Action(RuleShape rule)
    {
        if (rule.Action is null)
            return [];
        var set = ActionPattern().Match(rule.Action);
        return set.Success
            ? new() { [set.Groups["name"].Value] = set.Groups["value"].Value }
            : throw new BusEntitiesException(
                $"the action '{rule.Action}' of rule '{rule.Name}' is not of the form SET name = 'value'; no other is carried out here.");
    }

    private static TimeSpan? Span(string? text) => text is null ? null : XmlConvert.ToTimeSpan(text);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex ValuePattern();

    [GeneratedRegex("^SET (?<name>[A-Za-z_][A-Za-z0-9_]*) = '(?<value>[^']*)'$")]
    private static partial Regex ActionPattern();
}
