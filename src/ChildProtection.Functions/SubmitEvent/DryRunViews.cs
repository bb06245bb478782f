using System.Text.Json.Serialization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseFile;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>A deadline that would open, move or end, and why.</summary>
internal sealed record ForeseenDeadlineView(
    string Id, string Kind, string Title, DeadlineChangeKind Change, DateOnly DueOn, DateOnly? MetOn, int? DaysLate, string Explanation)
{
    public static ForeseenDeadlineView Of(DeadlineChange change) => new(
        change.Deadline.Id,
        change.Deadline.Kind,
        change.Deadline.Title,
        change.Change,
        change.Deadline.DueOn,
        change.Deadline.MetOn,
        change.Deadline.MetOn is null ? null : change.Deadline.DaysLate,
        change.Deadline.Explanation);
}

/// <summary>A decision that somebody would be asked for, or that would end.</summary>
/// <param name="Kind">What is decided.</param>
/// <param name="Title">For people.</param>
/// <param name="Role">Who decides, or anybody above.</param>
/// <param name="Status">Open, or how it ends.</param>
internal sealed record ForeseenApprovalView(ApprovalKind Kind, string Title, Role Role, ApprovalStatus Status);

/// <summary>Who would be told.</summary>
/// <param name="Kind">The notice's kind.</param>
/// <param name="Title">For people.</param>
/// <param name="To">A role's code, or an agency's.</param>
internal sealed record ForeseenNoticeView(string Kind, string Title, string To);

/// <summary>What would follow if the event were recorded now. Nothing was.</summary>
/// <param name="DryRun">True.</param>
/// <param name="State">The stage; null for an agency that may not read the case.</param>
/// <param name="Deadlines">For an agency those that it may see.</param>
/// <param name="Warnings">What to look at; none for an agency.</param>
internal sealed record DryRunView(
    bool DryRun, CaseStage? State, IReadOnlyList<ForeseenDeadlineView> Deadlines, IReadOnlyList<string> Warnings)
{
    private const string OthersWait = "Another event of this case is still being decided. What follows can differ.";

    /// <summary>Null for an agency, whom approvals and notices do not concern.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ForeseenApprovalView>? Approvals { get; init; }

    /// <inheritdoc cref="Approvals"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ForeseenNoticeView>? Told { get; init; }

    public static DryRunView OfStaff(Foreseen foreseen)
    {
        var decision = foreseen.Decision;
        return new(
            true,
            decision.State.Stage,
            [.. decision.Deadlines.Select(ForeseenDeadlineView.Of)],
            [.. decision.Warnings, .. foreseen.OthersWait ? [OthersWait] : Array.Empty<string>()])
        {
            Approvals = [.. decision.Approvals.Select(one => new ForeseenApprovalView(one.Kind, one.About.Title, one.Role, one.Status))],
            Told = [.. foreseen.Told.Select(one => new ForeseenNoticeView(one.Kind.Name, one.Kind.Title, one.To.Code))],
        };
    }

    /// <param name="foreseen">What would follow.</param>
    /// <param name="mayRead">Whether the agency may read the case.</param>
    public static DryRunView OfAgency(Foreseen foreseen, bool mayRead) => new(
        true,
        mayRead ? foreseen.Decision.State.Stage : null,
        mayRead
            ? [.. foreseen.Decision.Deadlines.Where(change => AgencyDeadlineView.IsShown(change.Deadline)).Select(ForeseenDeadlineView.Of)]
            : [],
        []);
}
