using System.Text.Json;
using LocalHost.Hosting;

namespace LocalHost.Durable.Simulated;

/// <summary>What of <c>extensions.durableTask</c> in <c>host.json</c> the simulator keeps to, and its own limits.</summary>
internal sealed record SimulatorOptions
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The task hub's name, as clients are told it.</summary>
    public string HubName { get; init; } = "TestHubName";

    /// <summary>Activities that run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrations whose code runs at once.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>A start under the id of an instance that runs ends that instance and takes its place; else it is refused.</summary>
    public bool ReplaceRunningInstances { get; init; }

    /// <summary>An event for an instance that is unknown or has ended is refused; else it is dropped in silence.</summary>
    public bool RefuseEventsForEndedInstances { get; init; } = true;

    /// <summary>How often an orchestration's code may be under way when its worker ends, before the instance fails.</summary>
    public int WorkerEnds { get; init; } = 5;

    /// <summary>The longest pause before a retry that holds the simulated clock; the clock moves on to the end of a longer one.</summary>
    public TimeSpan LongestHeldPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Ended instances whose whole history is kept; of older ones only the outcome is.</summary>
    public int KeptHistories { get; init; } = 500;

    /// <param name="appDirectory">The published app's folder. Without a <c>host.json</c> in it the defaults hold.</param>
    /// <exception cref="HostStartException">The file can't be read; the message says why.</exception>
    public static SimulatorOptions Read(string appDirectory)
    {
        var path = Path.Combine(appDirectory, "host.json");
        if (!File.Exists(path))
            return new SimulatorOptions();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return Member(document.RootElement, "extensions") is { } extensions && Member(extensions, "durableTask") is { } durable
                ? Of(durable, new SimulatorOptions())
                : new SimulatorOptions();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new HostStartException($"{path}: extensions.durableTask can't be read: {exception.Message}", exception);
        }
    }

    private static SimulatorOptions Of(JsonElement durable, SimulatorOptions defaults) => defaults with
    {
        HubName = Member(durable, "hubName")?.GetString() ?? defaults.HubName,
        MaxConcurrentActivities = Member(durable, "maxConcurrentActivityFunctions")?.GetInt32() ?? defaults.MaxConcurrentActivities,
        MaxConcurrentOrchestrations = Member(durable, "maxConcurrentOrchestratorFunctions")?.GetInt32()
            ?? defaults.MaxConcurrentOrchestrations,
        ReplaceRunningInstances = "AnyState".Equals(
            Member(durable, "overridableExistingInstanceStates")?.GetString(), StringComparison.OrdinalIgnoreCase),
        RefuseEventsForEndedInstances = Member(durable, "throwStatusExceptionsOnRaiseEvent")?.GetBoolean() ?? true,
    };

    private static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
