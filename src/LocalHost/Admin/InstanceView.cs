using System.Text.Json;
using System.Text.Json.Nodes;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace LocalHost.Admin;

/// <summary>An instance as JSON, without inputs and outputs, which may hold words of a case.</summary>
internal static class InstanceView
{
    // The engines' own name.
    private const string UnknownType = "(unknown)";

    public static object Row(OrchestrationMetadata metadata) => new
    {
        instanceId = metadata.InstanceId,
        name = metadata.Name,
        status = metadata.RuntimeStatus.ToString(),
        createdAt = metadata.CreatedAt.UtcDateTime,
        lastUpdatedAt = metadata.LastUpdatedAt.UtcDateTime,
    };

    public static object Whole(OrchestrationMetadata metadata, IList<HistoryEvent> history) => new
    {
        instanceId = metadata.InstanceId,
        name = metadata.Name,
        status = metadata.RuntimeStatus.ToString(),
        createdAt = metadata.CreatedAt.UtcDateTime,
        lastUpdatedAt = metadata.LastUpdatedAt.UtcDateTime,
        customStatus = Json(metadata.SerializedCustomStatus),
        failure = metadata.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? Failure(metadata.SerializedOutput ?? "") : null,
        history = history.Select(Entry).ToList(),
    };

    /// <summary>Both engines put a failure into the output, as a text of type and message, and leave the details empty.</summary>
    private static object Failure(string output)
    {
        var end = output.IndexOf(": ", StringComparison.Ordinal);
        var hasType = end > 0 && !output.AsSpan(0, end).ContainsAny(' ', '\n');
        return hasType ? new { type = output[..end], message = output[(end + 2)..] } : new { type = UnknownType, message = output };
    }

    private static object Entry(HistoryEvent entry, int sequence) => new
    {
        sequence,
        kind = entry.EventType.ToString(),
        at = entry.Timestamp,
        taskId = TaskIdOf(entry),
        name = NameOf(entry),
        dueAt = entry switch
        {
            TimerCreatedEvent timer => timer.FireAt,
            TimerFiredEvent timer => timer.FireAt,
            _ => (DateTime?)null,
        },
    };

    /// <summary>A result has the number of its call.</summary>
    private static int TaskIdOf(HistoryEvent entry) => entry switch
    {
        TaskCompletedEvent result => result.TaskScheduledId,
        TaskFailedEvent result => result.TaskScheduledId,
        SubOrchestrationInstanceCompletedEvent result => result.TaskScheduledId,
        SubOrchestrationInstanceFailedEvent result => result.TaskScheduledId,
        TimerFiredEvent fired => fired.TimerId,
        _ => entry.EventId,
    };

    private static string? NameOf(HistoryEvent entry) => entry switch
    {
        ExecutionStartedEvent started => started.Name,
        TaskScheduledEvent scheduled => scheduled.Name,
        SubOrchestrationInstanceCreatedEvent created => created.Name,
        EventRaisedEvent raised => raised.Name,
        EventSentEvent sent => sent.Name,
        _ => null,
    };

    /// <summary>An app may store texts through a converter of its own, which need not be JSON.</summary>
    private static JsonNode? Json(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
