using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Retention;

/// <summary>A record due for disposal.</summary>
internal sealed record DisposalView : IAboutCase
{
    public required string CaseId { get; init; }

    public required string Reference { get; init; }

    public required string Team { get; init; }

    public required RecordCategory Category { get; init; }

    public required DateOnly ClosedOn { get; init; }

    /// <summary>Kept until that day.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The rule, and the day it counts from.</summary>
    public required string Explanation { get; init; }

    /// <summary>Id and version of the retention schedule.</summary>
    public required string Schedule { get; init; }

    public required DateTime ProposedAt { get; init; }

    public required DisposalStatus Status { get; init; }

    public required string? RecommendedBy { get; init; }

    public required string? RecommendedReason { get; init; }

    public required string? DecidedBy { get; init; }

    public required DateTime? DecidedAt { get; init; }

    public required string? Reason { get; init; }

    public required DateOnly? ReviewOn { get; init; }

    public static DisposalView Of(StoredDisposal disposal) => new()
    {
        CaseId = disposal.CaseId,
        Reference = disposal.Reference,
        Team = disposal.Team,
        Category = disposal.Category,
        ClosedOn = disposal.ClosedOn,
        DueOn = disposal.DueOn,
        Explanation = disposal.Explanation,
        Schedule = disposal.Schedule,
        ProposedAt = disposal.ProposedAt.UtcDateTime,
        Status = disposal.Status,
        RecommendedBy = disposal.RecommendedBy,
        RecommendedReason = disposal.RecommendedReason,
        DecidedBy = disposal.DecidedBy,
        DecidedAt = disposal.DecidedAt?.UtcDateTime,
        Reason = disposal.Reason,
        ReviewOn = disposal.ReviewOn,
    };
}
