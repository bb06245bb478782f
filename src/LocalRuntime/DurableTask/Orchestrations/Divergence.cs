namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Compares what history recorded with what the code produced on replay, by kind and name in order of sequence number (azure-semantics A1).</summary>
internal static class Divergence
{
    private const string Advice =
        "Was the orchestrator changed while this instance was running, or does it depend on a clock, random values, I/O or static state? "
        + "Restore the recorded order of calls, or terminate the instance and start it again.";

    /// <returns>What differs in contents, or null: that alone is no divergence on Azure, so the run goes on.</returns>
    /// <exception cref="NonDeterministicOrchestrationException">Another kind or name, or nothing at all.</exception>
    public static string? Check(OrchestrationRun run, HistoryEvent recorded)
    {
        var expected = recorded.Name is null
            ? $"a {PlannedAction.Word(recorded.Kind)}"
            : $"a {PlannedAction.Word(recorded.Kind)} named '{recorded.Name}'";
        if (!run.Planned.TryDequeue(out var action))
            throw Diverged(run, recorded, expected, "the code has not produced it yet");
        if (action.TaskId != recorded.TaskId || action.Kind != recorded.Kind
            || !string.Equals(action.Name, recorded.Name, StringComparison.OrdinalIgnoreCase))
            throw Diverged(run, recorded, expected, $"the code produced {action.Describe()} with number {action.TaskId}");
        return DifferenceOf(recorded, action) is { } what ? $"{what} of {expected}, sequence number {recorded.TaskId}, is not what was recorded ({Place(run)})" : null;
    }

    private static string? DifferenceOf(HistoryEvent recorded, PlannedAction action) => recorded.Kind switch
    {
        // A retry's pause is due by real time, which no replay repeats.
        EventKind.TimerCreated => action.RetryDelay is null && action.Due != recorded.Due ? "the due time" : null,
        _ when action.Data != recorded.Data => "the content",
        _ when action.Target != recorded.Target => "the target",
        _ => null,
    };

    private static NonDeterministicOrchestrationException Diverged(OrchestrationRun run, HistoryEvent recorded, string expected, string produced) => new(
        $"Replay of orchestration '{run.Name}', instance '{run.InstanceId}', diverged at sequence number {recorded.TaskId}: history recorded {expected}, "
        + $"but {produced} ({Place(run)}). {Advice}");

    private static string Place(OrchestrationRun run) => $"{run.DescribeWait()}, answering {run.Answering}";
}

/// <summary>The message for code that left the durable context.</summary>
internal static class ForeignAwait
{
    public static string Message(string instanceId, string orchestrator, string what, string answering) =>
        $"Orchestration '{orchestrator}', instance '{instanceId}', awaited something that is not a durable task: {what}, answering {answering}. "
        + "An orchestrator may await only tasks of its context (activities, sub-orchestrations, timers, external events) and combinations of them, "
        + "without ConfigureAwait(false), Task.Run or Task.Delay. Move the work into an activity, or use CreateTimer.";
}
