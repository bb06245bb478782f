using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Events and those who wait for them, by name without case. Unclaimed events are kept oldest first; the latest waiter is served first (azure-semantics A4).</summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.OrdinalIgnoreCase);
    private long _arrived;

    public bool HasWaiters => _slots.Values.Any(static slot => slot.Waiters.Any(static waiter => waiter.IsPending));

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        var slot = SlotOf(name);
        var waiter = new Waiter<T>(converter);
        if (slot.Unclaimed.TryDequeue(out var waiting))
        {
            waiter.Take(waiting.Payload);
            return waiter.Task;
        }

        if (slot.Waiters.TryPeek(out var other) && other is not Waiter<T>)
        {
            throw new ArgumentException(
                $"Event '{name}' is already awaited as another type than {typeof(T)}. Events with the same name must have the same type.", nameof(name));
        }

        slot.Waiters.Push(waiter);
        // A cancelled waiter keeps its place and swallows the next event, as on Azure.
        waiter.CancelWith(cancellation);
        return waiter.Task;
    }

    public void Arrive(string name, string? payload)
    {
        var slot = SlotOf(name);
        if (slot.Waiters.TryPop(out var waiter))
            waiter.Take(payload);
        else
            slot.Unclaimed.Enqueue((_arrived++, name, payload));
    }

    /// <summary>Empties the store of unclaimed events and gives them in the order of their arrival.</summary>
    public List<(string Name, string? Payload)> TakeUnclaimed()
    {
        var events = _slots.Values.SelectMany(static slot => slot.Unclaimed).OrderBy(static e => e.Order)
            .Select(static e => (e.Name, e.Payload)).ToList();
        foreach (var slot in _slots.Values)
            slot.Unclaimed.Clear();
        return events;
    }

    private Slot SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
            _slots[name] = slot = new();
        return slot;
    }

    private sealed class Slot
    {
        public Queue<(long Order, string Name, string? Payload)> Unclaimed { get; } = [];

        public Stack<IWaiter> Waiters { get; } = [];
    }

    private interface IWaiter
    {
        bool IsPending { get; }

        void Take(string? payload);
    }

    private sealed class Waiter<T>(DataConverter converter) : IWaiter
    {
        private readonly TaskCompletionSource<T> _outcome = new();
        private CancellationTokenRegistration _cancellation;

        public Task<T> Task => _outcome.Task;

        public bool IsPending => !_outcome.Task.IsCompleted;

        public void CancelWith(CancellationToken token)
        {
            if (token.CanBeCanceled)
                _cancellation = token.Register(() => _outcome.TrySetCanceled(token), useSynchronizationContext: false);
        }

        public void Take(string? payload)
        {
            _cancellation.Dispose();
            T? value;
#pragma warning disable CA1031 // A payload of another shape surfaces where the orchestrator awaits it.
            try
            {
                value = converter.Deserialize<T>(payload);
            }
            catch (Exception error)
            {
                _outcome.TrySetException(error);
                return;
            }
#pragma warning restore CA1031
            _outcome.TrySetResult(value!);
        }
    }
}
