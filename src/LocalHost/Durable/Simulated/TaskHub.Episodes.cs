using System.Text.Json;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

// What comes of an episode.
internal sealed partial class TaskHub
{
    private const int LongestCustomStatus = 16;

    /// <summary>Does what the code asked for, and gives the instance its next turn if there is something for it.</summary>
    public void Apply(Episode episode, OrchestratorResponse response)
    {
        if (Unsupported(response) is { } reason)
        {
            Fail(episode, reason);
            return;
        }

        lock (_gate)
        {
            if (!TakeIn(episode))
                return;
            var (instance, now) = (episode.Instance, Now);
            // A status that is not set lasts into the first episode of the next generation, and no longer.
            if (response.CustomStatus is not null || !episode.BeginsGeneration)
                instance.CustomStatus = response.CustomStatus ?? "null";
            // A timer that is all that the code asks for after a failure is a pause before it tries again.
            var isPause = response.Actions.Count <= Answered(episode)
                && response.Actions.All(static action => action.CreateTimer is not null);
            foreach (var action in response.Actions)
                Do(instance, action, now, isPause);
            Next(instance, now);
        }
    }

    /// <summary>Ends an instance whose code could not be run, as the durable extension does.</summary>
    /// <param name="episode">What could not be run.</param>
    /// <param name="details">Why.</param>
    /// <param name="message">What failed; if not given, the function.</param>
    public void Fail(Episode episode, string? details, string? message = null)
    {
        lock (_gate)
        {
            if (!TakeIn(episode))
                return;
            var (instance, now) = (episode.Instance, Now);
            message ??= $"Function '{instance.Started.Name}' failed with an unhandled exception.";
            SimulatorLog.InstanceFailed(logger, instance.Started.Name, instance.Id, message);
            var result = JsonSerializer.Serialize(new { message, details }, Failures.Readable);
            End(instance, -1, new CompleteOrchestrationAction { OrchestrationStatus = OrchestrationStatus.Failed, Result = result }, now);
            Next(instance, now);
        }
    }

    /// <summary>Takes an episode back that came to no end, to be run again.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="workerEnded">Its worker ended while it ran, which may have been its doing.</param>
    /// <returns>False when that has been so too often.</returns>
    public bool TakeBack(Episode episode, bool workerEnded)
    {
        lock (_gate)
        {
            var instance = episode.Instance;
            if (workerEnded && ++instance.WorkerEnds >= options.WorkerEnds)
                return false;
            foreach (var message in episode.Messages.Reverse())
                instance.Inbox.AddFirst(message);
            _ready.Writer.TryWrite(instance);
            return true;
        }
    }

    private static string? Unsupported(OrchestratorResponse response)
    {
        var size = (response.CustomStatus?.Length ?? 0) * sizeof(char) / 1024.0;
        if (size > LongestCustomStatus)
            return $"CustomStatus is too large: limit = {LongestCustomStatus} KB (UTF-16), actual = {size:N2} KB.";
        var unknown = response.Actions.FirstOrDefault(static action => action.SendEvent?.Instance.InstanceId.StartsWith('@') == true
            || action.SendEntityMessage is not null || action.TerminateOrchestration is not null || action.RewindOrchestration is not null);
        return unknown is null ? null : $"NotSupported: the simulator has no entities ({unknown.OrchestratorActionTypeCase}).";
    }

    /// <summary>Adds what the episode began with to the history. False when the instance has meanwhile moved on without it.</summary>
    private bool TakeIn(Episode episode)
    {
        var instance = episode.Instance;
        if (instance.HasEnded || instance.ExecutionId != episode.ExecutionId)
        {
            SimulatorLog.LateResultDropped(logger, instance.Started.Name, instance.Id);
            Rest(instance);
            return false;
        }

        instance.WorkerEnds = 0;
        foreach (var happened in episode.NewEvents)
        {
            instance.History.Add(happened);
            Show(instance, happened);
        }

        return true;
    }

    private static void Show(Instance instance, HistoryEvent happened)
    {
        switch (happened.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.ExecutionStarted:
                instance.Status = OrchestrationStatus.Running;
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionSuspended:
                (instance.Status, instance.Output) = (OrchestrationStatus.Suspended, happened.ExecutionSuspended.Input);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionResumed:
                (instance.Status, instance.Output) = (OrchestrationStatus.Running, happened.ExecutionResumed.Input);
                break;
        }
    }

    /// <summary>How many failures the code has just answered. Suspended it answers none, resumed those that came meanwhile.</summary>
    private static int Answered(Episode episode)
    {
        var instance = episode.Instance;
        var failures = instance.FailuresHeldBack + episode.Messages.Count(static message => IsFailure(message.Event));
        instance.FailuresHeldBack = instance.Status == OrchestrationStatus.Suspended ? failures : 0;
        return failures;
    }

    private void Next(Instance instance, HistoryEvents now)
    {
        if (instance.History.Count > 0)
            instance.History.Add(now.OrchestratorCompleted());
        instance.UpdatedAt = clock.GetUtcNow();
        _signals.Raise(instance.Id);
        if (instance.HasEnded)
        {
            instance.Inbox.Clear();
            KeepHistoryFor(instance);
        }

        if (instance.Inbox.Count == 0)
        {
            Rest(instance);
            return;
        }

        instance.Work!.What = $"{instance.Started.Name} waits for its turn";
        _ready.Writer.TryWrite(instance);
    }
}
