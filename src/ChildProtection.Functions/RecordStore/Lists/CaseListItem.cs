using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore.Lists;

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
