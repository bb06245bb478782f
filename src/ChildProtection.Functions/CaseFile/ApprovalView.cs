using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile;

/// <summary>
/// What it is about; <c>daysLate</c> counts to today, or to the day on which the approval ended, and is null where there is no due date.
/// </summary>
internal sealed record ApprovalSubjectView(string? DeadlineId, string Title, DateOnly? DueOn, int? DaysLate);

internal sealed record ApprovalDecisionView(string By, DateTime At, ApprovalVerdict Decision, string? Reason, DateOnly? RecoverBy);

/// <summary>An approval, open or decided.</summary>
internal sealed record ApprovalView
{
    public required string ApprovalId { get; init; }

    public required string CaseId { get; init; }

    public required ApprovalKind Kind { get; init; }

    public required DateTime RequestedAt { get; init; }

    public required int Tier { get; init; }

    public required Role Role { get; init; }

    public required string Team { get; init; }

    public required ApprovalSubjectView About { get; init; }

    public required string Rule { get; init; }

    public required ApprovalStatus Status { get; init; }

    public required ApprovalDecisionView? Decision { get; init; }

    /// <param name="stored">The approval.</param>
    /// <param name="today">The local day.</param>
    public static ApprovalView Of(StoredApproval stored, DateOnly today)
    {
        var approval = stored.Approval;
        var until = approval.EndedAt is { } ended ? LocalDays.DayOf(ended) : today;
        return new ApprovalView
        {
            ApprovalId = stored.Id.ToString(),
            CaseId = stored.Id.CaseId,
            Kind = approval.Kind,
            RequestedAt = approval.RequestedAt.UtcDateTime,
            Tier = approval.Tier,
            Role = approval.Role,
            Team = stored.Team,
            About = new ApprovalSubjectView(
                approval.About.DeadlineId,
                approval.About.Title,
                approval.About.DueOn,
                approval.About.DueOn is { } due ? Math.Max(0, until.DayNumber - due.DayNumber) : null),
            Rule = approval.Rule,
            Status = approval.Status,
            Decision = approval is { Decision: { } decision, EndedAt: { } at }
                ? new ApprovalDecisionView(decision.By, at.UtcDateTime, decision.Decision, stored.Reason, decision.RecoverBy)
                : null,
        };
    }
}
