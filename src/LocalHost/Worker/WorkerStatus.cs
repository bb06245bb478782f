namespace LocalHost.Worker;

/// <summary>The phase of a worker.</summary>
internal enum WorkerPhase
{
    /// <summary>Started, functions not loaded yet.</summary>
    Starting,

    /// <summary>Functions are loaded and can be called.</summary>
    Running,

    /// <summary>Ended or not startable; started again at <see cref="WorkerStatus.NextStart"/>.</summary>
    Waiting,

    /// <summary>Ended with the host.</summary>
    Stopped,
}

/// <summary>The public status of the worker. Instants are real time, UTC.</summary>
internal sealed record WorkerStatus
{
    public required WorkerPhase Phase { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Null for a worker inside this process, or when none runs.</summary>
    public int? ProcessId { get; init; }

    /// <summary>How often a worker was started.</summary>
    public int Starts { get; init; }

    public int Functions { get; init; }

    /// <summary>Why the last worker ended or could not start.</summary>
    public string? LastFault { get; init; }

    public DateTimeOffset? NextStart { get; init; }
}
