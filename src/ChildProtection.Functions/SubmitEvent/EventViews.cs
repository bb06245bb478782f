using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The change of a deadline by an event: its due date, or the day it was met and how late.</summary>
internal sealed record DeadlineChangeView(string Id, string Kind, DeadlineChangeKind Change)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? DueOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? MetOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DaysLate { get; init; }

    public static DeadlineChangeView Of(DeadlineOutcome outcome) => new(outcome.Id, outcome.Kind, outcome.Change)
    {
        DueOn = outcome.Change == DeadlineChangeKind.Met ? null : outcome.DueOn,
        MetOn = outcome.MetOn,
        DaysLate = outcome.DaysLate,
    };
}

/// <summary>An accepted event's outcome.</summary>
internal sealed record EventOutcomeView(
    string EventId,
    EventStatus Status,
    long? Sequence,
    CaseStage? State,
    IReadOnlyList<DeadlineChangeView> Deadlines,
    IReadOnlyList<string> Warnings)
{
    // A reminder or an escalation does not change the deadline; its checkpoints show it.
    public static EventOutcomeView Of(StoredEvent decided) =>
        new(
            decided.EventId,
            decided.Status,
            decided.Sequence,
            decided.State,
            [
                .. decided
                    .Deadlines.Where(outcome => outcome.Change is not (DeadlineChangeKind.Reminded or DeadlineChangeKind.Escalated))
                    .Select(DeadlineChangeView.Of),
            ],
            decided.Warnings);
}

/// <summary>What became of a referral, for a caller who may not read the case that it opened.</summary>
internal sealed record OpenedCaseView(
    string CaseId,
    string EventId,
    EventStatus Status,
    long? Sequence,
    CaseStage? State,
    IReadOnlyList<DeadlineChangeView> Deadlines,
    IReadOnlyList<string> Warnings)
{
    public static OpenedCaseView Of(StoredEvent opening)
    {
        var outcome = EventOutcomeView.Of(opening);
        return new(opening.CaseId, outcome.EventId, outcome.Status, outcome.Sequence, outcome.State, outcome.Deadlines, outcome.Warnings);
    }
}

/// <summary>An event that is stored and will be decided.</summary>
internal sealed record PendingEventView(string EventId, EventStatus Status);

/// <summary>The outcome of an event.</summary>
internal sealed record EventView(
    string EventId, string Type, DateOnly OccurredOn, DateTime ReceivedAt, EventStatus Status, long? Sequence, string? Reason, string? Rule)
{
    public static EventView Of(StoredEvent stored) =>
        new(
            stored.EventId,
            stored.Type,
            stored.OccurredOn,
            stored.ReceivedAt.UtcDateTime,
            stored.Status,
            stored.Sequence,
            stored.Reason,
            stored.Rule);
}

/// <summary>An event type, with the schema of its data.</summary>
internal sealed record EventTypeView(string Type, string Title, IReadOnlyList<Role> Roles, JsonObject Schema)
{
    public static EventTypeView Of(EventDefinition type) => new(type.Name, type.Title, type.Roles, EventSchemas.Data(type));
}
