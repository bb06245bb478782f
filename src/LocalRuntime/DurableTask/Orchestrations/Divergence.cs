namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Compares what history recorded with what the code produced on replay, by kind and name in order of sequence number (azure-semantics A1).</summary>
internal static class Divergence
{
    private const string Advice =
        "Was the orchestrator changed while this instance was running, or does it depend on a clock, random values, I/O or static state? "
        + "Restore the recorded order of calls, or terminate the instance and start it again.";

    public static void Check(string instanceId, string orchestrator, HistoryEvent recorded, Queue<PlannedAction> produced)
    {
        var expected = recorded.Name is null
            ? $"a {PlannedAction.Word(recorded.Kind)}"
            : $"a {PlannedAction.Word(recorded.Kind)} named '{recorded.Name}'";
        if (!produced.TryDequeue(out var action))
        {
            throw new NonDeterministicOrchestrationException(
                $"Replay of orchestration '{orchestrator}', instance '{instanceId}', diverged at sequence number {recorded.TaskId}: history recorded {expected}, "
                + $"but the code has not produced it yet. {Advice}");
        }

        if (action.TaskId == recorded.TaskId && action.Kind == recorded.Kind
            && string.Equals(action.Name, recorded.Name, StringComparison.OrdinalIgnoreCase))
            return;
        throw new NonDeterministicOrchestrationException(
            $"Replay of orchestration '{orchestrator}', instance '{instanceId}', diverged at sequence number {recorded.TaskId}: history recorded {expected}, "
            + $"but the code produced {action.Describe()} with number {action.TaskId}. {Advice}");
    }
}

/// <summary>The message for code that left the durable context.</summary>
internal static class ForeignAwait
{
    public static string Message(string instanceId, string orchestrator, string what) =>
        $"Orchestration '{orchestrator}', instance '{instanceId}', awaited something that is not a durable task: {what}. "
        + "An orchestrator may await only tasks of its context (activities, sub-orchestrations, timers, external events) and combinations of them, "
        + "without ConfigureAwait(false), Task.Run or Task.Delay. Move the work into an activity, or use CreateTimer.";
}
