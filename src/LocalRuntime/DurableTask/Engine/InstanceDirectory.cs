using Microsoft.DurableTask.Client;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Finds, makes and loads instances, keeps the recently active ones (bounded, least recently used leaves first), and knows which have something to do. Owned by the turn loop's thread.</summary>
internal sealed class InstanceDirectory(StoreReader reader, int capacity)
{
    private readonly Dictionary<string, Instance> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Instance> _byKey = [];
    private readonly LinkedList<Instance> _recent = [];
    private long _lastKey;
    private long _lastMessageRow;

    public Queue<Instance> Ready { get; } = [];

    public int Count => _recent.Count;

    public Instance? Find(string id)
        => _byId.TryGetValue(id, out var instance) ? Touch(instance) : reader.FindInstance(id) is { } row ? Load(row) : null;

    public Instance? Find(long key)
        => _byKey.TryGetValue(key, out var instance) ? Touch(instance) : reader.FindInstance(key) is { } row ? Load(row) : null;

    /// <summary>Makes an instance, in place of an ended one of the same id when there is one.</summary>
    public Instance Create(string id, string name, ParentLink? parent, long now, long startAt)
    {
        var replaced = Find(id);
        var row = new InstanceRow
        {
            Key = replaced?.Row.Key ?? ++_lastKey,
            Id = id,
            Name = name,
            Generation = (replaced?.Row.Generation ?? 0) + 1,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Status = OrchestrationRuntimeStatus.Pending,
            Created = now,
            Updated = now,
            StartAt = startAt,
            Parent = parent,
        };
        var instance = replaced ?? Track(new(row));
        instance.Row = row;
        instance.Run = null;
        instance.Unwritten = new() { Row = row, IsNew = true, ClearAll = replaced is not null, StatusChanged = true };
        return instance;
    }

    /// <summary>Gives an instance a message. A held instance (scheduled start) gets its turn later: its message is stored with this batch.</summary>
    public void Enqueue(Instance instance, Message message, WriteBatch batch)
    {
        instance.Inbox.Enqueue(message);
        if (instance.IsHeld)
            StoreInbox(instance, batch);
        else
            MakeReady(instance);
    }

    public void MakeReady(Instance instance)
    {
        if (instance.IsReady)
            return;
        instance.IsReady = true;
        Ready.Enqueue(instance);
    }

    /// <summary>Stores what an instance has not taken yet, and with it the instance itself when it is new.</summary>
    public void StoreInbox(Instance instance, WriteBatch batch)
    {
        if (instance.Unwritten is { } write)
        {
            instance.Unwritten = null;
            instance.LastBatch = batch.Number;
            batch.Turns.Add(write);
        }

        foreach (var message in instance.Inbox)
        {
            if (!message.NeedsRow)
                continue;
            message.Row = ++_lastMessageRow;
            instance.LastBatch = batch.Number;
            batch.MessagesAdded.Add((message.Row, instance.Row.Key, message));
            if (message.Ack is { } ack)
                batch.Acks.Add(ack);
            message.Ack = null;
        }
    }

    /// <summary>The children an instance waits for: from memory, else from its history.</summary>
    public IReadOnlyCollection<string> OpenChildren(Instance instance)
    {
        if (instance.Run is { } run)
            return [.. run.OpenChildren];
        var open = new Dictionary<int, string>();
        foreach (var happened in ReadHistory(instance))
        {
            if (happened.Kind == EventKind.SubOrchestrationCreated)
                open[happened.TaskId] = happened.Target!;
            else if (happened.Kind is EventKind.SubOrchestrationCompleted or EventKind.SubOrchestrationFailed)
                open.Remove(happened.TaskId);
        }

        return open.Values;
    }

    public List<HistoryEvent> ReadHistory(Instance instance) => reader.ReadHistory(instance.Row.Key);

    /// <summary>Lets go of instances beyond the capacity that the store knows fully.</summary>
    public void Evict(long committedBatch)
    {
        var node = _recent.Last;
        while (node is not null && _recent.Count > capacity)
        {
            var instance = node.Value;
            var previous = node.Previous;
            if (!instance.IsReady && instance.LastBatch <= committedBatch && instance.Inbox.All(static message => message.Row > 0))
                Forget(instance);
            node = previous;
        }
    }

    /// <summary>Forgets everything in memory and gives the callers who still wait for an answer.</summary>
    public List<TaskCompletionSource> Reset()
    {
        var waiting = _recent.SelectMany(static instance => instance.Inbox).Select(static message => message.Ack)
            .OfType<TaskCompletionSource>().ToList();
        _byId.Clear();
        _byKey.Clear();
        _recent.Clear();
        Ready.Clear();
        return waiting;
    }

    /// <summary>Takes up what the store holds: the numbers in use and the instances with stored messages.</summary>
    public void Recover()
    {
        (_lastKey, _lastMessageRow) = reader.HighestNumbers();
        // Loading one makes it ready when it can run.
        foreach (var key in reader.InstancesWithMessages())
            Find(key);
    }

    private Instance Load(InstanceRow row)
    {
        var instance = Track(new(row));
        // An ended instance has no inbox, and most lookups of one only ask for its status.
        if (!row.IsFinished)
            instance.Inbox = new(reader.ReadMessages(row.Key));
        if (instance.CanRun)
            MakeReady(instance);
        return instance;
    }

    private Instance Track(Instance instance)
    {
        _byId.Add(instance.Row.Id, instance);
        _byKey.Add(instance.Row.Key, instance);
        instance.Place = _recent.AddFirst(instance);
        return instance;
    }

    private Instance Touch(Instance instance)
    {
        if (instance.Place is { } place && place != _recent.First)
        {
            _recent.Remove(place);
            _recent.AddFirst(place);
        }

        return instance;
    }

    private void Forget(Instance instance)
    {
        _byId.Remove(instance.Row.Id);
        _byKey.Remove(instance.Row.Key);
        _recent.Remove(instance.Place!);
        instance.Place = null;
    }
}
