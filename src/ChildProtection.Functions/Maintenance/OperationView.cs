using ChildProtection.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Maintenance;

internal enum OperationStatus
{
    Running,
    Completed,

    /// <summary>It stopped on a fault. Start it again: it safely begins from the start.</summary>
    Failed,
}

/// <summary>The progress of an operation.</summary>
internal sealed record OperationView
{
    public required string Operation { get; init; }

    public required OperationStatus Status { get; init; }

    /// <summary>The present step; null before the first page.</summary>
    public required string? Step { get; init; }

    /// <summary>Cases and lines checked so far.</summary>
    public required long Looked { get; init; }

    /// <summary>Rows written or removed, or orchestrations started, so far.</summary>
    public required long Changed { get; init; }

    /// <summary>Cases and lines that could not be dealt with so far; the log names each case.</summary>
    public required long PassedOver { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>Account id.</summary>
    public required string? StartedBy { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public required string? Failure { get; init; }

    public static OperationView Of(string operation, OrchestrationMetadata instance)
    {
        var progress = instance.ReadCustomStatusAs<OperationProgress>() ?? instance.ReadInputAs<OperationProgress>();
        return new OperationView
        {
            Operation = operation,
            Status = instance.RuntimeStatus switch
            {
                OrchestrationRuntimeStatus.Completed => OperationStatus.Completed,
                OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => OperationStatus.Failed,
                _ => OperationStatus.Running,
            },
            Step = progress?.Step,
            Looked = progress?.Looked ?? 0,
            Changed = progress?.Changed ?? 0,
            PassedOver = progress?.PassedOver ?? 0,
            StartedAt = (progress?.StartedAt ?? instance.CreatedAt).UtcDateTime,
            StartedBy = progress?.StartedBy,
            UpdatedAt = instance.LastUpdatedAt.UtcDateTime,
            Failure = WhyFailed(instance),
        };
    }

    /// <summary>The durable engine gives the reason of a failure in the output, as plain text, and leaves its details empty.</summary>
    private static string? WhyFailed(OrchestrationMetadata instance) => instance.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Failed => instance.FailureDetails?.ErrorMessage ?? instance.SerializedOutput,
        OrchestrationRuntimeStatus.Terminated => "The operation was terminated.",
        _ => null,
    };
}
