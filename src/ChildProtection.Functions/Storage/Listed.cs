using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Functions.Storage;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="NextCursor">Where the next page begins; null after the last.</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, string? NextCursor);

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

/// <summary>A line of a list of cases.</summary>
public sealed record CaseListItem
{
    public required string CaseId { get; init; }

    public required string Reference { get; init; }

    public required string ChildName { get; init; }

    public required CaseStage State { get; init; }

    public required string Team { get; init; }

    public string? LeadSocialWorker { get; init; }

    public DateTimeOffset? NextCheckpointAt { get; init; }
}
