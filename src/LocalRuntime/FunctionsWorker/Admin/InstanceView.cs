using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask.Client;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>An instance as JSON; its stored texts are shown as the JSON they are.</summary>
internal static class InstanceView
{
    public static object Row(OrchestrationMetadata metadata) => new
    {
        instanceId = metadata.InstanceId,
        name = metadata.Name,
        status = metadata.RuntimeStatus.ToString(),
        createdAt = metadata.CreatedAt.UtcDateTime,
        lastUpdatedAt = metadata.LastUpdatedAt.UtcDateTime,
    };

    public static object Whole(OrchestrationMetadata metadata, InstanceHistory? history) => new
    {
        instanceId = metadata.InstanceId,
        name = metadata.Name,
        status = metadata.RuntimeStatus.ToString(),
        createdAt = metadata.CreatedAt.UtcDateTime,
        lastUpdatedAt = metadata.LastUpdatedAt.UtcDateTime,
        input = Json(metadata.SerializedInput),
        output = Json(metadata.SerializedOutput),
        customStatus = Json(metadata.SerializedCustomStatus),
        failure = metadata.FailureDetails is { } failure ? new { type = failure.ErrorType, message = failure.ErrorMessage } : null,
        executionId = history?.ExecutionId,
        history = (history?.Events ?? []).Select(Entry).ToList(),
    };

    private static object Entry(HistoryEntry entry) => new
    {
        sequence = entry.Sequence,
        kind = entry.Kind,
        at = entry.Timestamp.UtcDateTime,
        taskId = entry.TaskId,
        name = entry.Name,
        dueAt = entry.DueAt?.UtcDateTime,
        data = Json(entry.Data),
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
