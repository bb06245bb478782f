using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Finds, makes and loads instances, keeps the recently active ones (bounded, least recently used leaves first), and knows which have something to do. Owned by the turn loop's thread.</summary>
internal sealed class InstanceDirectory(StoreReader reader, int capacity, ILogger logger)
{
    private readonly Dictionary<string, Instance> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Instance> _byKey = [];
    private readonly LinkedList<Instance> _recent = [];
    private readonly List<Instance> _newlyQuarantined = [];
    private Dictionary<long, string> _quarantined = [];
    private long _lastKey;
    private long _lastMessageRow;

    public Queue<Instance> Ready { get; } = [];

    /// <summary>Damaged instances that are set aside.</summary>
    public int Quarantined => _quarantined.Count;

    public Instance? Find(string id) => FindStored(id) is { IsPurged: false } instance ? instance : null;

    public Instance? Find(long key)
    {
        var found = _byKey.TryGetValue(key, out var instance) ? Touch(instance) : ReadOrSetAside(key) is { } row ? Load(row) : null;
        return found is { IsPurged: false } ? found : null;
    }

    /// <summary>Makes an instance, in place of an ended one of the same id when there is one.</summary>
    public Instance Create(string id, string name, ParentLink? parent, long now, long startAt = 0, string? version = null, string? tags = null)
    {
        var replaced = FindStored(id);
        var displaced = replaced is not null && _quarantined.ContainsKey(replaced.Row.Key) ? replaced : null;
        if (displaced is not null)
        {
            // Its rows are evidence: the new instance gets rows of its own.
            StepAside(displaced);
            replaced = null;
        }

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
            Version = version,
            Tags = tags,
        };
        var instance = replaced ?? Track(new(row));
        instance.Row = row;
        instance.Run = null;
        instance.IsPurged = false;
        instance.Unwritten = new() { Row = row, IsNew = true, ClearAll = replaced is not null, Displaces = displaced?.Row.Key ?? 0, StatusChanged = true };
        return instance;
    }

    /// <summary>Gives an instance a message. One that takes nothing now gets its turn later: its message is stored with this batch.</summary>
    public void Enqueue(Instance instance, Message message, WriteBatch batch)
    {
        instance.Inbox.Enqueue(message);
        if (instance.Takes(message))
            MakeReady(instance);
        else
            StoreInbox(instance, batch);
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
            var outlivesItsRow = instance.IsSuspended && message.IsOutcome;
            if (!message.NeedsRow && !outlivesItsRow)
                continue;
            message.Row = ++_lastMessageRow;
            instance.LastBatch = batch.Number;
            batch.MessagesAdded.Add((message.Row, instance.Row.Key, message));
            if (message.Ack is { } ack)
                batch.Acks.Add(ack);
            message.Ack = null;
            // A timer or an activity of a suspended instance is over, however long the suspension lasts.
            if (outlivesItsRow)
                batch.PendingRemoved.Add((instance.Row.Key, message.TaskId));
            if (message.Activity is { } activity)
                batch.ActivitiesTaken.Add(activity);
        }
    }

    /// <summary>Stores what gathers in the inbox of an instance that takes nothing now.</summary>
    public void StoreHeldInbox(Instance instance, WriteBatch batch)
    {
        if (instance.IsHeld && instance.Inbox.Count > 0)
            StoreInbox(instance, batch);
    }

    /// <summary>Sets a damaged instance aside: from now on it has failed, with the reason. Its stored rows are kept, messages included.</summary>
    public void Quarantine(InstanceRow row, string reason, long now)
    {
        if (!_quarantined.TryAdd(row.Key, reason))
            return;
        var instance = _byKey.GetValueOrDefault(row.Key) ?? Track(new(row));
        instance.Run = null;
        instance.Row = AsQuarantined(row with { Updated = Math.Max(now, row.Updated) }, reason);
        instance.LastBatch = long.MaxValue;
        _newlyQuarantined.Add(instance);
        Log.InstanceQuarantined(logger, row.Name, row.Id, reason);
    }

    /// <summary>Stores that instances were set aside since the last call, and what was in their inboxes.</summary>
    public void StoreQuarantined(WriteBatch batch)
    {
        foreach (var instance in _newlyQuarantined)
        {
            instance.Unwritten = null;
            StoreInbox(instance, batch);
            instance.Inbox.Clear();
            instance.LastBatch = batch.Number;
            batch.Turns.Add(new() { Row = instance.Row, QuarantineReason = _quarantined[instance.Row.Key], StatusChanged = true });
        }

        _newlyQuarantined.Clear();
    }

    /// <summary>Removes an ended instance and all its rows.</summary>
    public void Purge(Instance instance, WriteBatch batch)
    {
        _quarantined.Remove(instance.Row.Key);
        instance.IsPurged = true;
        instance.LastBatch = batch.Number;
        batch.Turns.Add(new() { Row = instance.Row, Purge = true, StatusChanged = true });
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

    /// <summary>The children that an ended instance had in its last generation; none when its history is damaged.</summary>
    public IReadOnlyCollection<string> Children(Instance instance) => _quarantined.ContainsKey(instance.Row.Key)
        ? []
        : [.. ReadHistory(instance).Where(static happened => happened.Kind == EventKind.SubOrchestrationCreated).Select(static happened => happened.Target!)];

    /// <exception cref="DamagedHistoryException">The rows are no history, or not all are there.</exception>
    public List<HistoryEvent> ReadHistory(Instance instance)
    {
        var history = reader.ReadHistory(instance.Row.Key);
        HistoryCheck.Validate(history, instance.Row.HistoryCount);
        return history;
    }

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
        _newlyQuarantined.Clear();
        return waiting;
    }

    /// <summary>Takes up what the store holds: the numbers in use and the instances with stored messages.</summary>
    public void Recover()
    {
        (_lastKey, _lastMessageRow) = reader.HighestNumbers();
        _quarantined = reader.Quarantined();
        // Loading one makes it ready when it can run.
        foreach (var key in reader.InstancesWithMessages())
            Find(key);
    }

    private Instance? FindStored(string id)
        => _byId.TryGetValue(id, out var instance) ? Touch(instance) : reader.FindInstance(id) is { } row ? Load(row) : null;

    private InstanceRow? ReadOrSetAside(long key)
    {
        try
        {
            return reader.FindInstance(key);
        }
        catch (Exception error) when (Damage.IsDamage(error))
        {
            Quarantine(Unreadable(key), $"its row cannot be read ({error.Message})", 0);
            return null;
        }
    }

    private void ReadInbox(Instance instance)
    {
        try
        {
            if (!Enum.IsDefined(instance.Row.Status))
                throw new DamagedHistoryException($"its status is {(int)instance.Row.Status}, which there is not");
            instance.Inbox = new(reader.ReadMessages(instance.Row.Key));
        }
        catch (Exception error) when (Damage.IsDamage(error))
        {
            Quarantine(instance.Row, $"its row or its inbox is damaged ({error.Message})", instance.Row.Updated);
        }
    }

    private static InstanceRow Unreadable(long key) => new()
    {
        Key = key,
        Id = $"unreadable-{key}",
        Name = "unreadable",
        Generation = 0,
        ExecutionId = string.Empty,
        Status = OrchestrationRuntimeStatus.Failed,
        Created = 0,
        Updated = 0,
    };

    // Stays loaded: until the batch with its new id is committed, the store gives it under the old one.
    private void StepAside(Instance displaced)
    {
        _byId.Remove(displaced.Row.Id);
        displaced.Row = displaced.Row with { Id = $"{displaced.Row.Id}#quarantined-{displaced.Row.Key}" };
        displaced.LastBatch = long.MaxValue;
        _byId.Add(displaced.Row.Id, displaced);
    }

    private Instance Load(InstanceRow row)
    {
        if (_quarantined.TryGetValue(row.Key, out var reason))
            row = AsQuarantined(row, reason);
        var instance = Track(new(row));
        // An ended instance has no inbox, and most lookups of one only ask for its status.
        if (!row.IsFinished)
            ReadInbox(instance);
        if (instance.CanRun)
            MakeReady(instance);
        return instance;
    }

    private static InstanceRow AsQuarantined(InstanceRow row, string reason) => row with
    {
        Status = OrchestrationRuntimeStatus.Failed,
        StartAt = 0,
        Failure = StoredFailure.Quarantined(row.Id, reason).ToJson(),
    };

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
