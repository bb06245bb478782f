using System.Text.Json.Nodes;

namespace LocalHost.Worker;

/// <summary>A function as the worker announces it.</summary>
internal sealed record WorkerFunction
{
    /// <summary>The worker's own id of the function.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The bindings, the trigger among them, as in <c>functions.metadata</c>.</summary>
    public required IReadOnlyList<JsonObject> Bindings { get; init; }

    /// <summary>The binding that starts the function.</summary>
    public JsonObject Trigger => Bindings.First(binding => TypeOf(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));

    /// <summary>Such as <c>httpTrigger</c>, <c>timerTrigger</c>, <c>orchestrationTrigger</c> or <c>activityTrigger</c>.</summary>
    public string TriggerType => TypeOf(Trigger);

    private static string TypeOf(JsonObject binding) => (string?)binding["type"] ?? "";
}
