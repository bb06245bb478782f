using System.Collections.Concurrent;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Wakes a caller in this process when its event is decided. Only a shortcut: a caller that hears nothing polls the record store.
/// </summary>
public sealed class EventWaiters
{
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    /// <summary>Begins to wait for an inbox row. Dispose it when done.</summary>
    public IWaiting Wait(string caseId, string eventRow)
    {
        var key = Key(caseId, eventRow);
        return _waiting.AddOrUpdate(key, _ => new Waiting(this, key), (_, waiting) => waiting.Join());
    }

    public void Decided(string caseId, string eventRow)
    {
        if (_waiting.TryGetValue(Key(caseId, eventRow), out var waiting))
            waiting.Set();
    }

    private static string Key(string caseId, string eventRow) => $"{caseId}/{eventRow}";

    /// <summary>One caller's wait.</summary>
    public interface IWaiting : IDisposable
    {
        Task Decided { get; }
    }

    private sealed class Waiting(EventWaiters owner, string key) : IWaiting
    {
        private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _callers = 1;

        public Task Decided => _decided.Task;

        public Waiting Join()
        {
            Interlocked.Increment(ref _callers);
            return this;
        }

        public void Set() => _decided.TrySetResult();

        public void Dispose()
        {
            if (Interlocked.Decrement(ref _callers) == 0)
                owner._waiting.TryRemove(KeyValuePair.Create(key, this));
        }
    }
}
