using System.Collections.Concurrent;

namespace LocalHost.Durable.Simulated;

/// <summary>What the simulator has under way at the present moment.</summary>
internal sealed class Workload
{
    private const int Told = 5;

    private readonly ConcurrentDictionary<WorkItem, byte> _items = new();
    private long _begun;
    private int _busy;

    /// <summary>Raised when it has come to nothing.</summary>
    public event Action? CameToRest;

    /// <summary>How much is under way.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>How much has begun since the start; raised before <see cref="Busy"/> is.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>What is under way, the oldest first; null for nothing.</summary>
    public string? WhyBusy
    {
        get
        {
            var items = _items.Keys.OrderBy(static item => item.Since).ToList();
            if (items.Count == 0)
                return null;
            var more = items.Count > Told ? $", and {items.Count - Told} more" : "";
            return string.Join(", ", items.Take(Told)) + more;
        }
    }

    public WorkItem Begin(string instanceId, string what)
    {
        var item = new WorkItem(this, instanceId, what, TimeProvider.System.GetUtcNow());
        Interlocked.Increment(ref _begun);
        Interlocked.Increment(ref _busy);
        _items[item] = 0;
        return item;
    }

    public void End(WorkItem item)
    {
        if (_items.TryRemove(item, out _) && Interlocked.Decrement(ref _busy) == 0)
            CameToRest?.Invoke();
    }
}

/// <summary>Something under way. It ends when it is disposed of; once more does nothing.</summary>
/// <param name="workload">What it is a part of.</param>
/// <param name="instanceId">The instance it belongs to.</param>
/// <param name="what">What it is, to be told when rest is long in coming.</param>
/// <param name="since">Real time.</param>
internal sealed class WorkItem(Workload workload, string instanceId, string what, DateTimeOffset since) : IDisposable
{
    public DateTimeOffset Since { get; } = since;

    public string What { get; set; } = what;

    public void Dispose() => workload.End(this);

    public override string ToString() => $"instance {instanceId}: {What} (since {Since:HH:mm:ss})";
}
