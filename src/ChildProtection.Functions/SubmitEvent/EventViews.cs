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

/// <summary>What became of a referral, for a caller who may not read the case that it opened: the same at every repetition.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Reference">Its reference, for letters and calls; null once the record is gone.</param>
/// <param name="EventId">The referral's key.</param>
/// <param name="Status">Accepted.</param>
/// <param name="Sequence">The referral's fact.</param>
/// <param name="State">The stage that it opened the case in.</param>
/// <param name="OpenDeadlines">The deadlines that it opened, with the field's name in a case.</param>
/// <param name="Deadlines">The same, with the field's name in an event's outcome.</param>
/// <param name="Warnings">What to look at.</param>
internal sealed record OpenedCaseView(
    string CaseId,
    string? Reference,
    string EventId,
    EventStatus Status,
    long? Sequence,
    CaseStage? State,
    IReadOnlyList<DeadlineChangeView> OpenDeadlines,
    IReadOnlyList<DeadlineChangeView> Deadlines,
    IReadOnlyList<string> Warnings)
{
    public static OpenedCaseView Of(StoredEvent opening, string? reference)
    {
        var outcome = EventOutcomeView.Of(opening);
        return new(
            opening.CaseId,
            reference,
            outcome.EventId,
            outcome.Status,
            outcome.Sequence,
            outcome.State,
            [.. outcome.Deadlines.Where(deadline => deadline.Change == DeadlineChangeKind.Opened)],
            outcome.Deadlines,
            outcome.Warnings);
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
