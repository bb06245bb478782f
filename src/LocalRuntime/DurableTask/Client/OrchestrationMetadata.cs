using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an instance at the moment of reading. Times are UTC.</summary>
/// <param name="name">The orchestrator's name.</param>
/// <param name="instanceId">The instance id.</param>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    /// <summary>The orchestrator's name.</summary>
    public string Name { get; } = name;

    /// <summary>The instance id.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>The status.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When the instance was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the instance last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input; null unless inputs and outputs were asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output; null unless inputs and outputs were asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status; null unless inputs and outputs were asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why the instance failed; null unless it did and inputs and outputs were asked for.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>The tags it was started with.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>How the texts are read.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Whether the instance is running.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether the instance has ended: completed, failed or terminated.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    // Only the engine knows whether texts were asked for; metadata made by hand (a test's) may always be read.
    internal bool WithoutTexts { get; init; }

    /// <summary>The input as a value.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The output as a value.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status as a value.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    /// <inheritdoc/>
    public override string ToString() => $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}]";

    private T? Read<T>(string? text)
    {
        if (WithoutTexts)
        {
            throw new InvalidOperationException(
                $"Instance '{InstanceId}' was read without its inputs and outputs; read it again with getInputsAndOutputs: true.");
        }

        return text is null ? default : (DataConverter ?? JsonDataConverter.Default).Deserialize<T>(text);
    }
}

/// <summary>The state of an instance.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started and not ended.</summary>
    Running = 0,

    /// <summary>Returned.</summary>
    Completed = 1,

    /// <summary>Threw, or its replay diverged.</summary>
    Failed = 3,

    /// <summary>Was terminated by a client.</summary>
    Terminated = 5,

    /// <summary>Scheduled and not started.</summary>
    Pending = 6,

    /// <summary>Suspended by a client: it takes nothing until it is resumed.</summary>
    Suspended = 7,
}
