using LocalHost.Worker;

namespace LocalHost.Admin;

/// <summary>What the admin routes show and steer.</summary>
internal sealed record AdminParts
{
    public required WorkerHost Worker { get; init; }
}
