namespace Microsoft.DurableTask.Client;

/// <summary>Selects ended instances to remove.</summary>
/// <param name="CreatedFrom">Created at or after this moment.</param>
/// <param name="CreatedTo">Created at or before this moment.</param>
/// <param name="Statuses">In one of these states; null or none for every state in which an instance has ended.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>How long one call may take; what is left then is for the next call. Null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How instances are removed.</summary>
/// <param name="Recursive">Whether ended sub-orchestrations are removed with them.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>What was removed.</summary>
public class PurgeResult
{
    /// <summary>So many instances.</summary>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>So many instances, and whether these were all.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    /// <summary>How many instances were removed.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether all that the filter selects were removed; false when the time was up, null when it is not known.</summary>
    public bool? IsComplete { get; }
}
