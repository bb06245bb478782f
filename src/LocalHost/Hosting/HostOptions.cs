namespace LocalHost.Hosting;

/// <summary>What the command line says.</summary>
internal sealed record HostOptions
{
    /// <summary><c>--settings</c>: full path of the file that holds what only this app knows.</summary>
    public required string SettingsFile { get; init; }

    /// <summary><c>--app</c>: full path of the published app; null with <c>--services</c> alone.</summary>
    public string? AppDirectory { get; init; }

    /// <summary><c>--data</c>: full path of the folder for bus, keys, clock and schedules. One host at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary><c>--port</c>: where HTTP listens, on loopback; 0 takes any free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary><c>--bus-port</c>: where AMQP listens, on loopback; 0 takes any free one.</summary>
    public int BusPort { get; init; } = 5672;

    /// <summary><c>--clock simulated</c>; else the system's clock.</summary>
    public bool SimulatedClock { get; init; }

    /// <summary><c>--now</c>: where a new simulated clock begins. Null: the present.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary><c>--storage</c>: connection string for the durable engine on the system's clock.</summary>
    public string? Storage { get; init; }

    /// <summary><c>--services</c>: bus and tokens alone, for an app that something else runs.</summary>
    public bool ServicesOnly { get; init; }

    /// <summary>
    /// <c>--stop-with-input</c>: the end of the standard input is the end of what started this host, which must not outlive it.
    /// </summary>
    public bool StopWithInput { get; init; }

    /// <summary><c>--fault-points</c>: tests may end the worker or this host at a chosen write, or make the bus refuse writes.</summary>
    public bool FaultPoints { get; init; }

    /// <summary><c>--max-body</c>: a longer request body is refused with 413. Bytes.</summary>
    public long MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// <c>--hang-limit</c>: a worker that gives no sign of life for so long is started again. Seconds; 0 for never, as in a debugger.
    /// </summary>
    public TimeSpan HangLimit { get; init; } = TimeSpan.FromSeconds(60);
}
