namespace Microsoft.DurableTask.Client;

/// <summary>Selects instances.</summary>
/// <param name="CreatedFrom">Created at or after this moment.</param>
/// <param name="CreatedTo">Created at or before this moment.</param>
/// <param name="Statuses">In one of these states; null or none for all.</param>
/// <param name="TaskHubNames">Accepted for its place in the signature: an engine is one task hub, and any name selects it.</param>
/// <param name="InstanceIdPrefix">Id begins with this (case-sensitive).</param>
/// <param name="PageSize">Instances a page.</param>
/// <param name="FetchInputsAndOutputs">Whether input, output, custom status and failure are read too.</param>
/// <param name="ContinuationToken">Where to begin, from an earlier page.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances a page unless said otherwise.</summary>
    public const int DefaultPageSize = 100;
}

/// <summary>How an instance is terminated.</summary>
/// <param name="Output">The output it ends with.</param>
/// <param name="Recursive">Whether its running sub-orchestrations are terminated with it.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
