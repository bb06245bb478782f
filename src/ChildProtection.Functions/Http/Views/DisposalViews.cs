using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Storage;

namespace ChildProtection.Functions.Http.Views;

/// <summary>A record whose time has come.</summary>
internal sealed record DisposalView
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

/// <summary>One hold, lifted or not.</summary>
internal sealed record HoldView(string SetBy, DateTime SetAt, string Reason, string? LiftedBy, DateTime? LiftedAt, string? LiftedReason);

/// <summary>The hold that stands, for whoever reads the case.</summary>
/// <param name="SetAt">UTC.</param>
/// <param name="SetBy">Account id.</param>
/// <param name="Reason">Null for those who may not read holds: it may tell of a complaint or a court that is not theirs to know of.</param>
internal sealed record StandingHoldView(DateTime SetAt, string SetBy, string? Reason)
{
    public static StandingHoldView Of(LegalHold hold, bool withReason) => new(hold.SetAt.UtcDateTime, hold.SetBy, withReason ? hold.Reason : null);
}

/// <summary>Whether a record is held, and every hold there was, the oldest first.</summary>
internal sealed record LegalHoldView(bool Held, IReadOnlyList<HoldView> Holds)
{
    public static LegalHoldView Of(IReadOnlyList<LegalHold> holds) => new(
        holds.Any(hold => hold.LiftedAt is null),
        [.. holds.Select(hold => new HoldView(hold.SetBy, hold.SetAt.UtcDateTime, hold.Reason, hold.LiftedBy, hold.LiftedAt?.UtcDateTime, hold.LiftedReason))]);
}
