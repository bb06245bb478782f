using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>A line of a team's worklist: one open deadline.</summary>
public sealed record WorklistItem
{
    public required string CaseId { get; init; }

    public required string Reference { get; init; }

    public required string ChildName { get; init; }

    public required string Team { get; init; }

    public string? Worker { get; init; }

    public required string DeadlineId { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required DateOnly DueOn { get; init; }

    public required DateOnly ScheduleBy { get; init; }

    public required DeadlineStatus Status { get; init; }

    /// <summary>Highest escalation tier that has fired; 0 when none.</summary>
    public required int Tier { get; init; }
}
