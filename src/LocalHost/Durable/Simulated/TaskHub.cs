using System.Threading.Channels;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>
/// All instances, in memory, and their transitions. One lock guards them; code of the app never runs under it.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="clock">The clock of orchestrations.</param>
/// <param name="realTime">Pauses before retries run on it.</param>
/// <param name="workload">Counts the work of the present moment.</param>
/// <param name="logger">Told of what is dropped.</param>
internal sealed partial class TaskHub(
    SimulatorOptions options, TimeProvider clock, TimeProvider realTime, Workload workload, ILogger logger)
{
    private const int LongestBatch = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly StatusSignals _signals = new();
    private readonly Queue<Instance> _ended = new();
    private readonly Channel<Instance> _ready = Channel.CreateUnbounded<Instance>();
    private readonly Channel<ActivityCall> _activities = Channel.CreateUnbounded<ActivityCall>();
    private long _timersFired;

    /// <summary>Instances whose turn has come.</summary>
    public ChannelReader<Instance> Ready => _ready.Reader;

    /// <summary>Activities to run.</summary>
    public ChannelReader<ActivityCall> Activities => _activities.Reader;

    /// <summary>Durable timers that fired at their time on the clock; pauses before retries do not count.</summary>
    public long TimersFired => Interlocked.Read(ref _timersFired);

    private HistoryEvents Now => new(clock.GetUtcNow());

    /// <summary>Begins an episode: takes the messages that the code answers together. Null when none are left: the turn is over.</summary>
    public Episode? Take(Instance instance)
    {
        lock (_gate)
        {
            var batch = new List<Message>();
            while (batch.Count < LongestBatch && instance.Inbox.First?.Value is { } message)
            {
                var isFailure = IsFailure(message.Event);
                // A failure comes alone, so that a pause before a retry is told from other timers: it is all that the code then asks for.
                if (isFailure && batch.Count > 0)
                    break;
                instance.Inbox.RemoveFirst();
                if (message.ExecutionId is not null && message.ExecutionId != instance.ExecutionId)
                    continue;
                batch.Add(message);
                if (isFailure)
                    break;
            }

            if (batch.Count > 0 && !instance.HasEnded)
                return new Episode(instance, instance.ExecutionId, batch, Now.OrchestratorStarted());
            Rest(instance);
            return null;
        }
    }

    /// <summary>Takes the result of an activity; drops it when its instance has ended or continues in another generation.</summary>
    public void Finish(ActivityCall call, Func<HistoryEvents, HistoryEvent> result)
    {
        lock (_gate)
        {
            if (_instances.TryGetValue(call.InstanceId, out var instance) && instance.ExecutionId == call.ExecutionId && !instance.HasEnded)
                Deliver(instance, new(result(Now), call.ExecutionId));
            else
                SimulatorLog.LateResultDropped(logger, call.Name, call.InstanceId);
        }

        call.Work.Dispose();
    }

    private static bool IsFailure(HistoryEvent happened)
        => happened.TaskFailed is not null || happened.SubOrchestrationInstanceFailed is not null;

    private void Deliver(Instance instance, Message message)
    {
        if (instance.HasEnded || !instance.HasBegun)
        {
            SimulatorLog.MessageDropped(logger, message.Event.EventTypeCase, instance.Id);
            return;
        }

        instance.Inbox.AddLast(message);
        Wake(instance);
    }

    private void Wake(Instance instance)
    {
        if (instance.Work is not null)
            return;
        instance.Work = workload.Begin(instance.Id, $"{instance.Started.Name} waits for its turn");
        _ready.Writer.TryWrite(instance);
    }

    private static void Rest(Instance instance)
    {
        instance.Work?.Dispose();
        instance.Work = null;
    }

    /// <summary>Puts an instance in its place; its code is called once the time of its start has come.</summary>
    private void Add(Instance instance)
    {
        if (_instances.TryGetValue(instance.Id, out var former))
            Forget(former);
        _instances[instance.Id] = instance;
        _signals.Raise(instance.Id);
        if (instance.Started.ScheduledStartTimestamp?.ToDateTimeOffset() is { } start && start > clock.GetUtcNow())
            AddTimer(instance, start, Begin);
        else
            Begin(instance);
    }

    private void Begin(Instance instance)
    {
        instance.HasBegun = true;
        instance.Status = OrchestrationStatus.Pending;
        Deliver(instance, new(instance.Start, instance.ExecutionId));
    }

    private DurableTimer AddTimer(Instance instance, DateTimeOffset due, Action<Instance> fire)
    {
        var timer = new DurableTimer(clock, due, fired =>
        {
            lock (_gate)
            {
                if (!instance.Timers.Remove(fired))
                    return;
                fire(instance);
                fired.Dispose();
            }
        });
        instance.Timers.Add(timer);
        return timer;
    }

    private static void EndTimers(Instance instance)
    {
        foreach (var timer in instance.Timers)
            timer.Dispose();
        instance.Timers.Clear();
    }

    /// <summary>Removes an instance; results of its running work are then dropped.</summary>
    private void Forget(Instance instance)
    {
        EndTimers(instance);
        instance.Inbox.Clear();
        instance.Status = OrchestrationStatus.Terminated;
        _instances.Remove(instance.Id);
        _signals.Raise(instance.Id);
    }

    /// <summary>Of those that ended long ago only the outcome is kept.</summary>
    private void KeepHistoryFor(Instance ended)
    {
        _ended.Enqueue(ended);
        if (_ended.Count <= options.KeptHistories)
            return;
        var oldest = _ended.Dequeue();
        oldest.History.RemoveAll(static happened => happened.ExecutionStarted is null && happened.ExecutionCompleted is null);
        oldest.History.TrimExcess();
    }
}
