using System.Text.Json;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Whether stored rows can be a history at all, before any code is run over them: a damaged one must not pass for one that merely diverges.</summary>
internal static class HistoryCheck
{
    /// <exception cref="DamagedHistoryException">They cannot.</exception>
    public static void Validate(IReadOnlyList<HistoryEvent> history, long expectedCount)
    {
        if (history.Count != expectedCount)
            throw new DamagedHistoryException($"there are {history.Count} rows, and the instance counts {expectedCount}");
        for (var i = 0; i < history.Count; i++)
        {
            if (FaultOf(history[i]) is { } fault)
                throw new DamagedHistoryException($"row {i} {fault}");
        }

        if (history.Count > 0 && history[0].Kind != EventKind.OrchestratorStarted)
            throw new DamagedHistoryException($"row 0 is of kind {history[0].Kind}; a history begins with {EventKind.OrchestratorStarted}");
    }

    private static string? FaultOf(HistoryEvent happened) => happened switch
    {
        _ when !Enum.IsDefined(happened.Kind) => $"is of the unknown kind {(int)happened.Kind}",
        _ when happened.Time is < 0 or > 3_155_378_975_999_999_999 => "has no possible time",
        { Kind: EventKind.EventRaised or EventKind.EventSent or EventKind.TaskScheduled or EventKind.SubOrchestrationCreated, Name: null }
            => $"of kind {happened.Kind} has no name",
        { Kind: EventKind.SubOrchestrationCreated or EventKind.EventSent, Target: null } => $"of kind {happened.Kind} has no target",
        { TaskId: < 0 } when NeedsNumber(happened.Kind) => $"of kind {happened.Kind} has no sequence number",
        { Kind: EventKind.TaskFailed or EventKind.SubOrchestrationFailed } when !IsFailure(happened.Data) => $"of kind {happened.Kind} holds no failure",
        _ => null,
    };

    private static bool NeedsNumber(EventKind kind) => kind
        is EventKind.TaskScheduled or EventKind.TaskCompleted or EventKind.TaskFailed or EventKind.TimerCreated or EventKind.TimerFired or EventKind.EventSent
        or EventKind.SubOrchestrationCreated or EventKind.SubOrchestrationCompleted or EventKind.SubOrchestrationFailed;

    private static bool IsFailure(string? data)
    {
        try
        {
            return data is not null && JsonSerializer.Deserialize<StoredFailure>(data) is { Type: not null, Message: not null };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
