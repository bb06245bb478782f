namespace Microsoft.DurableTask;

/// <summary>How an activity or a sub-orchestration is called.</summary>
public record TaskOptions
{
    /// <summary>Options with the given retries; null means a failure is final at once.</summary>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>A copy.</summary>
    public TaskOptions(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Retry = options.Retry;
    }

    /// <summary>When and how often a failed call is tried again; null for never.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that retry by a declared policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Options that ask an asynchronous handler after every failure.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Options that ask a handler after every failure.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with a chosen instance id.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with retries and, when given, the child's instance id.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Options taken over from a call, with the child's instance id when given.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => (InstanceId, Version) = (instanceId ?? (options as SubOrchestrationOptions)?.InstanceId, (options as SubOrchestrationOptions)?.Version);

    /// <summary>A copy.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options) => (InstanceId, Version) = (options.InstanceId, options.Version);

    /// <summary>The child's instance id; null lets the parent make a deterministic one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The version that the child is told; null for none, whatever its parent's is.</summary>
    public TaskVersion? Version { get; init; }
}

/// <summary>How a new orchestration is started by a client.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a moment of start, both optional.</summary>
    /// <param name="InstanceId">The id; null makes a random one.</param>
    /// <param name="StartAt">The moment of the start; null or the past starts at once.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
    }

    /// <summary>The instance id; null makes a random one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The moment of the start; null or the past starts at once. Until then the instance is Pending.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Words that stay with the instance and are given back with its metadata.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The version that the orchestrator is told; null for none.</summary>
    public TaskVersion? Version { get; init; }
}
