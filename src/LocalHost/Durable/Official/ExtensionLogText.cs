using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Official;

/// <summary>The harmless part of a log entry.</summary>
internal static partial class ExtensionLogText
{
    private const string Template = "{OriginalFormat}";

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "instanceId", "executionId", "targetInstanceId", "functionName", "functionType", "name", "state", "runtimeStatus", "isReplay",
        "hubName", "taskHub", "eventType", "taskEventId", "messageId", "partitionId", "dequeueCount", "visibilityTimeoutSeconds",
        "sequenceNumber", "episode", "operationType", "invocationId", "functionInvocationId", "status", "duration", "latencyMs", "age",
        "workItemId", "sessionId", "dispatcherName",
    };

    public static string Of(EventId eventId, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
            return Name(eventId);
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in pairs)
            values[key] = value;
        // Without values the template may be a finished text with unknown content.
        if (values.Remove(Template, out var template) && values.Count > 0)
            return Placeholder().Replace((string)template!, match => Shown(match.Groups[1].Value, values));
        var shown = values.Where(pair => Harmless.Contains(pair.Key)).Select(pair => $" {pair.Key}={Text(pair.Value)}");
        return Name(eventId) + string.Concat(shown);
    }

    private static string Name(EventId eventId) => eventId.Name ?? $"event {eventId.Id.ToString(CultureInfo.InvariantCulture)}";

    private static string Shown(string key, Dictionary<string, object?> values)
        => Harmless.Contains(key) ? Text(values.GetValueOrDefault(key)) : "...";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
