namespace LocalHost.Durable.Simulated;

/// <summary>A call of an activity that waits or runs.</summary>
internal sealed record ActivityCall
{
    public required string InstanceId { get; init; }

    /// <summary>The generation that waits for the result; any other drops it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The call's sequence number in its generation.</summary>
    public required int TaskId { get; init; }

    public required string Name { get; init; }

    /// <summary>A JSON array of one element, as the worker schedules it; null for none.</summary>
    public required string? Input { get; init; }

    public required string? TraceParent { get; init; }

    /// <summary>Ends once the instance has the result.</summary>
    public required WorkItem Work { get; init; }
}
