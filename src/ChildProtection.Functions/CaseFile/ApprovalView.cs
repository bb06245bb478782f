using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile;

/// <summary>
/// What it is about; <c>daysLate</c> counts to today, or to the day on which the approval ended, and is null where there is no due date.
/// </summary>
internal sealed record ApprovalSubjectView(string? DeadlineId, string Title, DateOnly? DueOn, int? DaysLate);

internal sealed record ApprovalDecisionView(string By, DateTime At, ApprovalVerdict Decision, string? Reason, DateOnly? RecoverBy);

/// <summary>An approval, open or decided.</summary>
internal sealed record ApprovalView : IAboutCase
{
    public required string ApprovalId { get; init; }

    public required string CaseId { get; init; }

    public required string? Reference { get; init; }

    public required string? ChildName { get; init; }

    public required ApprovalKind Kind { get; init; }

    public required DateTime RequestedAt { get; init; }

    public required int Tier { get; init; }

    public required Role Role { get; init; }

    public required string Team { get; init; }

    public required ApprovalSubjectView About { get; init; }

    /// <summary>Where the procedure says that somebody must decide.</summary>
    public required string Rule { get; init; }

    /// <summary>What the question rests on, in plain words.</summary>
    public required string RestsOn { get; init; }

    public required ApprovalStatus Status { get; init; }

    /// <summary>What the caller may decide; empty when that is nothing.</summary>
    public required IReadOnlyList<ApprovalVerdict> Decisions { get; init; }

    /// <summary>Why the caller may decide nothing, and who may; null where the caller may, and once it is decided.</summary>
    public required string? WhyNot { get; init; }

    public required ApprovalDecisionView? Decision { get; init; }

    /// <param name="stored">The approval.</param>
    /// <param name="about">Its case; null once that is disposed of.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="today">The local day.</param>
    public static ApprovalView Of(StoredApproval stored, StoredCase? about, Caller caller, DateOnly today)
    {
        var approval = stored.Approval;
        var whyNot = WhyNotNow(approval, about, caller);
        var until = approval.EndedAt is { } ended ? LocalDays.DayOf(ended) : today;
        return new ApprovalView
        {
            ApprovalId = stored.Id.ToString(),
            CaseId = stored.Id.CaseId,
            Reference = about?.Reference,
            ChildName = about?.ChildName,
            Kind = approval.Kind,
            RequestedAt = approval.RequestedAt.UtcDateTime,
            Tier = approval.Tier,
            Role = about is null ? approval.Role : ApprovalRules.Needed(about.State, approval),
            Team = stored.Team,
            About = new ApprovalSubjectView(
                approval.About.DeadlineId,
                approval.About.Title,
                approval.About.DueOn,
                approval.About.DueOn is { } due ? Math.Max(0, until.DayNumber - due.DayNumber) : null),
            Rule = ApprovalRules.SourceOf(approval.Kind),
            RestsOn = approval.Rule,
            Status = approval.Status,
            Decisions = approval.Status == ApprovalStatus.Open && whyNot is null ? ApprovalRules.Verdicts(approval.Kind) : [],
            WhyNot = whyNot,
            Decision = approval is { Decision: { } decision, EndedAt: { } at }
                ? new ApprovalDecisionView(decision.By, at.UtcDateTime, decision.Decision, stored.Reason, decision.RecoverBy)
                : null,
        };
    }

    private static string? WhyNotNow(Approval approval, StoredCase? about, Caller caller)
    {
        if (approval.Status != ApprovalStatus.Open || about is null)
            return null;
        if (ApprovalBars.WhyNot(approval, ApprovalBars.Workers(about.State), caller.Subject) is { } barred)
            return $"{barred} {ApprovalBars.WhoMay(ApprovalRules.Needed(about.State, approval))}";
        var refusals = caller.Roles.Select(role => ApprovalRules.Validate(about.State, approval, role)).ToArray();
        return refusals.Any(refusal => refusal is null) ? OwnDuty.WhyNot(about.State, approval, caller) : refusals[0]!.Reason;
    }
}
