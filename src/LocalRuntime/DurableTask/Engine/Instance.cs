namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>A loaded instance. Owned by the turn loop's thread.</summary>
internal sealed class Instance(InstanceRow row)
{
    public InstanceRow Row { get; set; } = row;

    /// <summary>The code in memory; null when the next turn must replay it.</summary>
    public OrchestrationRun? Run { get; set; }

    public Queue<Message> Inbox { get; set; } = [];

    public bool IsReady { get; set; }

    /// <summary>The write that creates it, until a batch holds it.</summary>
    public TurnWrite? Unwritten { get; set; }

    /// <summary>The last batch that changes it: until that is committed the store does not know its state, so it must stay loaded.</summary>
    public long LastBatch { get; set; }

    public LinkedListNode<Instance>? Place { get; set; }

    /// <summary>Waits for the moment of its scheduled start.</summary>
    public bool IsHeld => Row.StartAt != 0;

    /// <summary>Whether its inbox holds what a turn can take now: a held instance can only be terminated.</summary>
    public bool CanRun => Inbox.Count > 0 && (!IsHeld || Inbox.Any(static message => message.Kind == EventKind.ExecutionTerminated));
}
