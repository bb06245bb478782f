namespace LocalHost.Worker;

/// <summary>How patient the host is with its worker.</summary>
internal sealed record WorkerLimits
{
    /// <summary>A worker that has not loaded its functions by then is started again.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a running worker is asked for a sign of life.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A worker that gives no sign of life for so long is started again; infinite for a worker in a debugger.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From WorkerTerminate to the kill.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(5);
}
