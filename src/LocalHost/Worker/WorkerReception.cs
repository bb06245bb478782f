using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LocalHost.Worker;

/// <summary>Admits only the worker that was started, and only once.</summary>
internal sealed class WorkerReception
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<WorkerChannel>> _expected = new(StringComparer.Ordinal);

    /// <summary>A new worker's secret id, and its channel once it has connected.</summary>
    public (string WorkerId, Task<WorkerChannel> Connected) Expect()
    {
        var workerId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var connected = new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[workerId] = connected;
        return (workerId, connected.Task);
    }

    /// <summary>Stops waiting for that worker.</summary>
    public void Forget(string workerId) => _expected.TryRemove(workerId, out _);

    /// <summary>False for a worker that is not, or no longer, expected.</summary>
    public bool TryLetIn(string workerId, WorkerChannel channel)
        => _expected.TryRemove(workerId, out var connected) && connected.TrySetResult(channel);
}
