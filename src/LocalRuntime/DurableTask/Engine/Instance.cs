using Microsoft.DurableTask.Client;

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

    /// <summary>Removed by a batch that may not be committed yet: nobody finds it any more.</summary>
    public bool IsPurged { get; set; }

    /// <summary>Waits for the moment of its scheduled start.</summary>
    public bool WaitsForItsStart => Row.StartAt != 0;

    /// <summary>Takes nothing until it is resumed.</summary>
    public bool IsSuspended => Row.Status == OrchestrationRuntimeStatus.Suspended;

    /// <summary>Whether messages only gather in its inbox.</summary>
    public bool IsHeld => WaitsForItsStart || IsSuspended;

    /// <summary>Whether its inbox holds what a turn can take now.</summary>
    public bool CanRun => Inbox.Any(Takes);

    /// <summary>A scheduled instance can only be terminated before its time; a suspended one only resumed or terminated.</summary>
    public bool Takes(Message message) => !IsHeld || message.Kind == EventKind.ExecutionTerminated || (IsSuspended && message.EndsSuspension);
}
